namespace KongAkka.Jobs.Journal;

/// <summary>How it is known that a planned load is over.</summary>
internal enum CommitProof
{
    /// <summary>The sink answered so.</summary>
    Reply,

    /// <summary>The sink was asked later and told the label's state.</summary>
    State,

    /// <summary>Read again, its ranges gave no row.</summary>
    NoRows,

    /// <summary>A person decided.</summary>
    Decision,
}
