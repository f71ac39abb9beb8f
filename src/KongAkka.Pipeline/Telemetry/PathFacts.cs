using KongAkka.Pipeline.Consuming;

namespace KongAkka.Pipeline.Telemetry;

/// <summary>What can be seen of a job's path at a moment.</summary>
/// <param name="Source">What the source is waiting for; null when none runs.</param>
/// <param name="OldestLoad">How long the oldest load is under way, from when its rejects are made durable until it is committed; null when none is.</param>
public readonly record struct PathFacts(SourceProgress? Source, TimeSpan? OldestLoad)
{
    /// <summary>Why no broker can be reached; null while one can.</summary>
    public string? SourceTrouble { get; init; }

    /// <summary>What the sink is waiting for; null while loads go through.</summary>
    public string? SinkTrouble { get; init; }

    /// <summary>Why rejects cannot be made durable; null while they can.</summary>
    public string? RejectTrouble { get; init; }
}
