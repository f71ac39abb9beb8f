namespace KongAkka.Pipeline.Consuming;

/// <summary>Where a job stops to read; Flink's <c>scan.bounded.mode</c>.</summary>
public enum BoundedMode
{
    /// <summary><c>unbounded</c>: never.</summary>
    Unbounded,

    /// <summary><c>latest-offset</c>: at the last stable offset of the moment in which the job starts.</summary>
    LatestOffset,

    /// <summary><c>timestamp</c>: before the first record that is not older than a time.</summary>
    Timestamp,

    /// <summary><c>specific-offsets</c>: before an offset for each partition.</summary>
    SpecificOffsets,
}
