using Akka.Actor;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Supervision;

/// <summary>To a subtask: read no more, finish the open loads within the grace, end.</summary>
internal sealed record StopSubtask(TimeSpan Grace);

/// <summary>To a subtask: end now.</summary>
internal sealed record AbortSubtask
{
    public static AbortSubtask Instance { get; } = new();
}

/// <summary>To a subtask, from itself: do what is next.</summary>
internal sealed record GoOn : INoSerializationVerificationNeeded
{
    public static GoOn Instance { get; } = new();
}

/// <summary>To a subtask, from its graph: a load is cut; answered by its <see cref="LoadPlan"/> once that is written down.</summary>
internal sealed record PlanLoad(IReadOnlyList<OffsetRange> Ranges, int Rows);

/// <summary>To a subtask, from its graph: make sure that the subtask was not taken over; answered by itself.</summary>
internal sealed record ConfirmOwner
{
    public static ConfirmOwner Instance { get; } = new();
}

/// <summary>To a subtask, from its graph: a load is in the table.</summary>
internal sealed record CommitLoad(long Number);

/// <summary>To a subtask, from itself: its graph has ended and none of its loads is under way; with a cause when it failed.</summary>
internal sealed record PathEnded(Exception? Cause) : INoSerializationVerificationNeeded;

/// <summary>To a subtask, from itself: an open plan of the past is dealt with.</summary>
internal sealed record PlanRecovered(RecoveredPlan Plan) : INoSerializationVerificationNeeded;

/// <summary>To a subtask, from itself: its last offsets were told to the consumer group, or could not be.</summary>
internal sealed record GroupCommitted : INoSerializationVerificationNeeded
{
    public static GroupCommitted Instance { get; } = new();
}

/// <summary>To a subtask, from itself: confirm ownership when nothing was written for long.</summary>
internal sealed record StayOwner : INoSerializationVerificationNeeded
{
    public static StayOwner Instance { get; } = new();
}

/// <summary>To a subtask, from itself: look whether its graph makes progress.</summary>
internal sealed record WatchPath : INoSerializationVerificationNeeded
{
    public static WatchPath Instance { get; } = new();
}

/// <summary>To a job, from a subtask: it runs.</summary>
internal sealed record SubtaskRunning(int Subtask);

/// <summary>To a job, from a subtask: it failed and tries again after its back-off.</summary>
internal sealed record SubtaskRestarting(int Subtask, JobFailure Failure);

/// <summary>To a job, from a subtask: it has ended; with a failure when it did for good, with its positions when nothing is open.</summary>
internal sealed record SubtaskEnded(int Subtask, JobFailure? Failure)
{
    public IReadOnlyList<PartitionPosition>? Drained { get; init; }
}

/// <summary>To a job, from a subtask: its generation is over, all before these positions is dealt with.</summary>
internal sealed record SubtaskRetired(int Subtask, IReadOnlyList<PartitionPosition> Positions);

/// <summary>To a job, from a subtask: the offsets in the consumer group contradict its journal.</summary>
internal sealed record SubtaskInConflict(int Subtask, string Differences);

/// <summary>To a job, from the watch over its subtasks: the actor is gone; another one may have followed it already.</summary>
internal sealed record SubtaskGone(int Subtask, IActorRef Actor);
