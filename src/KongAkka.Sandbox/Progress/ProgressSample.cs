using KongAkka.Jobs;

namespace KongAkka.Sandbox.Progress;

/// <summary>Where traffic and job stand at a moment.</summary>
internal sealed record ProgressSample
{
    /// <summary>How long traffic has been running.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The job's state.</summary>
    public required JobState State { get; init; }

    /// <summary>Records sent.</summary>
    public required Flow Sent { get; init; }

    /// <summary>Records read by the job.</summary>
    public required Flow Read { get; init; }

    /// <summary>Rows kept by the rule.</summary>
    public required Flow Kept { get; init; }

    /// <summary>Rows in the table.</summary>
    public required Flow Loaded { get; init; }

    /// <summary>Loads that are in the table.</summary>
    public required long Loads { get; init; }

    /// <summary>Attempts of loads that had to be repeated.</summary>
    public required long Retries { get; init; }

    /// <summary>Records dropped, by reason.</summary>
    public required IReadOnlyList<(string Reason, long Records)> Dropped { get; init; }

    /// <summary>Records rejected, by reason.</summary>
    public required IReadOnlyList<(string Reason, long Records)> Rejected { get; init; }

    /// <summary>By partition, the records sent that are not settled yet.</summary>
    public required IReadOnlyList<long> Lag { get; init; }

    /// <summary>Whether traffic waits because the embedded Kafka would have to drop unread records.</summary>
    public required bool IsWaiting { get; init; }

    /// <summary>What ended or last restarted the job, or null.</summary>
    public string? Failure { get; init; }
}
