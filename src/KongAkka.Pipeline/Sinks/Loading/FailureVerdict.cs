namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>What a failure in the database's words means for a load.</summary>
internal enum FailureVerdict
{
    /// <summary>The load may be in the table all the same.</summary>
    Doubtful,

    /// <summary>Something blinked.</summary>
    RetrySoon,

    /// <summary>The database, or a person, needs time.</summary>
    RetryLong,

    /// <summary>Single rows do not fit the table.</summary>
    RowsRefused,

    /// <summary>Trying again does not mend it.</summary>
    Stop,
}
