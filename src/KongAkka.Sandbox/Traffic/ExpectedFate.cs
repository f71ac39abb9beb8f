namespace KongAkka.Sandbox.Traffic;

/// <summary>What must become of a record.</summary>
internal enum ExpectedFate
{
    /// <summary>It becomes exactly the expected row.</summary>
    Kept,

    /// <summary>It is rejected with the expected reason.</summary>
    Rejected,

    /// <summary>It is dropped because the conditions do not hold.</summary>
    Filtered,

    /// <summary>It is dropped because it is no JSON object; it may count as filtered where that shows without reading all of it.</summary>
    Unreadable,

    /// <summary>It is dropped because it has no value.</summary>
    Tombstone,
}
