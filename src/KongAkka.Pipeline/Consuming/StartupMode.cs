namespace KongAkka.Pipeline.Consuming;

/// <summary>Where a first start begins to read; Flink's <c>scan.startup.mode</c>.</summary>
public enum StartupMode
{
    /// <summary><c>group-offsets</c>: the consumer group's committed offset, else what <c>auto.offset.reset</c> says.</summary>
    GroupOffsets,

    /// <summary><c>earliest-offset</c>.</summary>
    EarliestOffset,

    /// <summary><c>latest-offset</c>.</summary>
    LatestOffset,

    /// <summary><c>timestamp</c>: the first record not older than a time.</summary>
    Timestamp,

    /// <summary><c>specific-offsets</c>: an offset for each partition.</summary>
    SpecificOffsets,
}
