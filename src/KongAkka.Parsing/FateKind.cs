namespace KongAkka.Parsing;

/// <summary>The kinds of fate that a record can meet; a closed set.</summary>
public enum FateKind : byte
{
    /// <summary>Not decided yet.</summary>
    Pending,

    /// <summary>It became a row.</summary>
    Kept,

    /// <summary>Dropped: a record without a value.</summary>
    Tombstone,

    /// <summary>Dropped: not a JSON object that Flink's JSON format can read.</summary>
    Unreadable,

    /// <summary>Dropped: the rule's conditions do not hold.</summary>
    Filtered,

    /// <summary>Rejected: a value on which Flink's CAST fails its whole job.</summary>
    CastFailed,

    /// <summary>Rejected: a value that the table's column cannot hold.</summary>
    Unfit,

    /// <summary>Rejected: the table refused its row.</summary>
    Refused,
}
