using KongAkka.Jobs.Savepoints;
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

    /// <summary>What the job is made of.</summary>
    public JobShape Shape { get; init; } = JobShape.Unknown;

    /// <summary>When it last came into each state since it was last started; a state that it was not in is absent.</summary>
    public IReadOnlyDictionary<JobState, DateTimeOffset> Entered { get; init; } = new Dictionary<JobState, DateTimeOffset>();

    /// <summary>Its last failures in this process, the newest first; the oldest of more than 16 are forgotten.</summary>
    public IReadOnlyList<PastFailure> Failures { get; init; } = [];

    /// <summary>Whether older failures were forgotten.</summary>
    public bool HasOlderFailures { get; init; }

    /// <summary>How often it began anew after a failure in this process.</summary>
    public int Restarts { get; init; }

    /// <summary>The folder its savepoints go to; empty when it is not known.</summary>
    public string SavepointDirectory { get; init; } = "";

    /// <summary>The savepoints that were asked for in this process, the latest first.</summary>
    public IReadOnlyList<SavepointOperation> Savepoints { get; init; } = [];

    /// <summary>The savepoint that it was last restored from, in this process or before; null for none.</summary>
    public RestoredSavepoint? Restored { get; init; }

    /// <summary>The time at which it last came into another state.</summary>
    public DateTimeOffset LastChange => Entered.Count == 0 ? Started : Entered.Values.Max();

    /// <summary>What can be seen of its path.</summary>
    public PathStatus Path { get; init; } = PathStatus.Unknown;

    /// <summary>What stands still at present, each with its remedy; sentences.</summary>
    public IReadOnlyList<string> Stalls { get; init; } = [];
}
