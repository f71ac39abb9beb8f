using Akka.Actor;
using KongAkka.Jobs.Savepoints;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Supervision;

/// <summary>To a job: take a savepoint.</summary>
internal sealed record TriggerSavepoint(SavepointRequest Request, string Directory);

/// <summary>To a subtask, from its job: cut behind what is planned, and say when that is over.</summary>
internal sealed record TakeCut(string Trigger);

/// <summary>To a job, from a subtask: all before its cut is over.</summary>
internal sealed record CutReached(string Trigger, int Subtask, IReadOnlyList<PartitionPosition> Positions);

/// <summary>To a job, from itself: a savepoint is written.</summary>
internal sealed record SavepointWritten(string Trigger, string Location) : INoSerializationVerificationNeeded;

/// <summary>To a job, from itself: the savepoint of a stop is written.</summary>
internal sealed record DrainWritten(string Location) : INoSerializationVerificationNeeded;

/// <summary>To a job, from itself: the savepoint of a stop could not be written.</summary>
internal sealed record DrainFailed(string Failure) : INoSerializationVerificationNeeded;

/// <summary>To a job, from itself: a savepoint could not be written.</summary>
internal sealed record SavepointFailed(string Trigger, string Failure) : INoSerializationVerificationNeeded;
