namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>Where Flink would have begun to read a partition of which it had no offset yet.</summary>
public enum UnresolvedStart
{
    /// <summary>At the partition's end.</summary>
    Latest,

    /// <summary>At its beginning.</summary>
    Earliest,

    /// <summary>At the offset that the consumer group has committed.</summary>
    Committed,

    /// <summary>Where the options of the source say; no reader had the partition yet.</summary>
    Configured,
}
