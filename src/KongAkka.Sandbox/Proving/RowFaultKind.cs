namespace KongAkka.Sandbox.Proving;

/// <summary>What can be wrong with a row.</summary>
internal enum RowFaultKind
{
    /// <summary>It had to be in the table and is not.</summary>
    Missing,

    /// <summary>It is in the table once more.</summary>
    Doubled,

    /// <summary>It is in the table with other values.</summary>
    Different,

    /// <summary>It is in the table although no record had to become it.</summary>
    Unexpected,
}
