using KongAkka.Pipeline.Sinks;

namespace KongAkka.Jobs;

/// <summary>What can be seen of a job's path at a moment.</summary>
public sealed record PathStatus
{
    /// <summary>A path of which nothing is known.</summary>
    public static PathStatus Unknown { get; } = new();

    /// <summary>Whether a person has told the job to read nothing for the time being, and it does not.</summary>
    public bool IsPaused { get; init; }

    /// <summary>The end of each partition as Kafka told it last.</summary>
    public IReadOnlyDictionary<int, long> Ends { get; init; } = new SortedDictionary<int, long>();

    /// <summary>The first unread record by partition; looked for once a minute.</summary>
    public IReadOnlyDictionary<int, UnreadRecord> Remaining { get; init; } = new SortedDictionary<int, UnreadRecord>();

    /// <summary>Offsets skipped because Kafka no longer had them.</summary>
    public long OffsetsLost { get; init; }

    /// <summary>Loads under way.</summary>
    public int LoadsInFlight { get; init; }

    /// <summary>How long the oldest load is under way; null when none is.</summary>
    public TimeSpan? OldestLoad { get; init; }

    /// <summary>Why no broker can be reached; null while one can.</summary>
    public string? SourceTrouble { get; init; }

    /// <summary>What the sink waits for; null while loads go through.</summary>
    public string? SinkTrouble { get; init; }

    /// <summary>Why rejects cannot be made durable; null while they can.</summary>
    public string? RejectTrouble { get; init; }

    /// <summary>What is left until the sink may have forgotten a label in use; null where it keeps none.</summary>
    public LabelMargin? LabelMargin { get; init; }

    /// <summary>All that a job waits for at present; sentences.</summary>
    public IEnumerable<string> Troubles => new[] { SourceTrouble, SinkTrouble, RejectTrouble }.OfType<string>();
}
