using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Supervision;

/// <summary>To a subtask: read no more, finish the open loads within the grace, end.</summary>
internal sealed record StopSubtask(TimeSpan Grace);

/// <summary>To a subtask: end now.</summary>
internal sealed record AbortSubtask
{
    public static AbortSubtask Instance { get; } = new();
}

/// <summary>To a subtask, from itself: run the next graph.</summary>
internal sealed record RunPath
{
    public static RunPath Instance { get; } = new();
}

/// <summary>To a subtask, from its graph: a load is about to be sent.</summary>
internal sealed record LoadPlanned(long Number, IReadOnlyList<OffsetRange> Ranges);

/// <summary>To a subtask, from its graph: a load is in the table.</summary>
internal sealed record LoadCommitted(long Number);

/// <summary>To a subtask, from its graph: it has ended and none of its loads is under way; with a cause when it failed.</summary>
internal sealed record PathEnded(Exception? Cause);

/// <summary>To a subtask, from itself: its last offsets were told to the consumer group, or could not be.</summary>
internal sealed record GroupCommitted
{
    public static GroupCommitted Instance { get; } = new();
}
