using Akka.Actor;

namespace KongAkka.Jobs.Supervision;

/// <summary>To a job: read no more, finish the open loads within the grace, end.</summary>
internal sealed record StopJob(TimeSpan Grace);

/// <summary>To a job: end now, and stay so until a person restarts it.</summary>
internal sealed record CancelJob
{
    public static CancelJob Instance { get; } = new();
}

/// <summary>To a job's keeper, from the job: its journal can never be read.</summary>
internal sealed record JournalDamaged(JobFailure Failure);

/// <summary>To a job that has ended: go on. The request is another one each time, so that what it asks for is done once.</summary>
internal sealed record RestartJob(RestartOptions Options, string Request)
{
    public static RestartJob None { get; } = new(RestartOptions.None, "");
}

/// <summary>To a job, from itself: what it reads is known and its sink is there.</summary>
internal sealed record JobPrepared(Preparation Preparation) : INoSerializationVerificationNeeded;

/// <summary>To a job, from itself: preparing failed.</summary>
internal sealed record PreparationFailed(Exception Cause) : INoSerializationVerificationNeeded;

/// <summary>To a job, from itself: try to prepare again.</summary>
internal sealed record PrepareJob : INoSerializationVerificationNeeded
{
    public static PrepareJob Instance { get; } = new();
}

/// <summary>To a job, from itself: the topic has more partitions than are read.</summary>
internal sealed record PartitionsAdded(IReadOnlyList<int> Partitions) : INoSerializationVerificationNeeded;

/// <summary>To a job, from itself: where the next generation begins and ends is known.</summary>
internal sealed record BoundsResolved(IReadOnlyList<Pipeline.Consuming.PartitionBounds> Bounds) : INoSerializationVerificationNeeded;

/// <summary>To a job, from itself: look whether another start of it is at work.</summary>
internal sealed record LookForRival : INoSerializationVerificationNeeded
{
    public static LookForRival Instance { get; } = new();
}

/// <summary>To a job, from itself: what the consumer group has now; nothing when it could not be asked.</summary>
internal sealed record GroupRead(IReadOnlyDictionary<int, Pipeline.Consuming.GroupCommit> Group) : INoSerializationVerificationNeeded;

/// <summary>To a job, from itself: start a subtask again that is gone.</summary>
internal sealed record ReviveSubtask(int Subtask) : INoSerializationVerificationNeeded;
