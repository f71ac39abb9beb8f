namespace KongAkka.Jobs.Savepoints;

/// <summary>What can be wrong with a savepoint; a closed set.</summary>
public enum SavepointFault
{
    /// <summary>There is none.</summary>
    NotThere,

    /// <summary>The system does not let it be read.</summary>
    Unreadable,

    /// <summary>It is larger than any savepoint.</summary>
    TooBig,

    /// <summary>Its end is missing.</summary>
    Truncated,

    /// <summary>It is not what was written.</summary>
    Damaged,

    /// <summary>It is no savepoint, neither one of ours nor one of Flink's.</summary>
    Foreign,

    /// <summary>A version wrote it whose savepoints cannot be read.</summary>
    OtherVersion,

    /// <summary>It is one of Flink's and holds what cannot be read or is of no use here.</summary>
    Unsupported,

    /// <summary>It holds the offsets of several topics or sources, and which are meant was not said.</summary>
    Ambiguous,

    /// <summary>It is sound and belongs to something else than the job that is to start from it.</summary>
    NotMatching,

    /// <summary>It could not be written.</summary>
    NotWritten,

    /// <summary>It may not or cannot be deleted.</summary>
    NotDisposed,
}
