namespace KongAkka.Pipeline.StarRocks.Loading;

/// <summary>What a failure in StarRocks' words means for a load.</summary>
internal enum FailureVerdict
{
    /// <summary>The load may be in the table all the same.</summary>
    Doubtful,

    /// <summary>Something blinked.</summary>
    RetrySoon,

    /// <summary>StarRocks, or a person, needs time.</summary>
    RetryLong,

    /// <summary>Single rows do not fit the table.</summary>
    RowsRefused,

    /// <summary>Trying again does not mend it.</summary>
    Stop,
}
