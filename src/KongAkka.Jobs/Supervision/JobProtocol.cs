using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Supervision;

/// <summary>To a job: read no more, finish the open loads within the grace, end.</summary>
internal sealed record StopJob(TimeSpan Grace);

/// <summary>To a job, from itself: what it reads is known and its sink is there.</summary>
internal sealed record JobPrepared(IReadOnlyList<PartitionBounds> Bounds);

/// <summary>To a job, from itself: preparing failed.</summary>
internal sealed record PreparationFailed(Exception Cause);

/// <summary>To a job, from itself: try to prepare again.</summary>
internal sealed record PrepareJob
{
    public static PrepareJob Instance { get; } = new();
}

/// <summary>To a job, from a subtask: its graph runs.</summary>
internal sealed record SubtaskRunning(int Subtask);

/// <summary>To a job, from a subtask: its graph failed and the next one waits.</summary>
internal sealed record SubtaskRestarting(int Subtask, Exception Cause);

/// <summary>To a job, from a subtask: it has ended; with a cause when it failed for good.</summary>
internal sealed record SubtaskEnded(int Subtask, Exception? Cause);
