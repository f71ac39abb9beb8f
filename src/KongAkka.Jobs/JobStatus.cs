using KongAkka.Pipeline.Telemetry;

namespace KongAkka.Jobs;

/// <summary>A job at a moment.</summary>
/// <param name="Name">The job's name.</param>
/// <param name="Id">The job's id: 32 hexadecimal digits.</param>
/// <param name="State">Its state.</param>
/// <param name="Counters">What passed along its path; live.</param>
/// <param name="Positions">The next offset by partition: all below it are in the table, dropped or rejected.</param>
/// <param name="Started">When it was submitted.</param>
/// <param name="Ended">When it reached an end, or null.</param>
/// <param name="Failure">What ended or last restarted it, or null.</param>
public sealed record JobStatus(
    string Name,
    string Id,
    JobState State,
    PathCounters Counters,
    IReadOnlyDictionary<int, long> Positions,
    DateTimeOffset Started,
    DateTimeOffset? Ended,
    string? Failure)
{
    /// <summary>The decision that is asked of a person, if one is.</summary>
    public PendingDecision? Decision { get; init; }

    /// <summary>What stands still at present, each with its remedy; sentences.</summary>
    public IReadOnlyList<string> Stalls { get; init; } = [];
}
