using Akka.Actor;
using KongAkka.Jobs.Offsets;
using KongAkka.Jobs.Replays;
using KongAkka.Jobs.Supervision;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Savepoints;

/// <summary>Looks at the savepoint that a job's configuration names, as a start would and in its words, and changes nothing. The job may run meanwhile.</summary>
public sealed class RestoreCheck
{
    private readonly JobSpec _spec;
    private readonly RestorePoint _point;
    private readonly IReadOnlyDictionary<int, long> _known;

    private RestoreCheck(JobSpec spec, RestorePoint point, IReadOnlyDictionary<int, long> known) => (_spec, _point, _known) = (spec, point, known);

    /// <summary>The topic that the savepoint is of.</summary>
    public string Topic => _point.Topic;

    /// <summary>How many partitions it has an offset of.</summary>
    public int Partitions => _point.Positions.Count;

    /// <summary>Reads the job's journal and, unless it was restored before, the savepoint.</summary>
    /// <param name="system">An actor system whose journal is the job's.</param>
    /// <param name="spec">The job; its <see cref="RestoreSettings.Path"/> is not empty.</param>
    /// <returns>The check; null when a start would not restore the savepoint again.</returns>
    /// <exception cref="SavepointException">There is none, or it cannot be used.</exception>
    /// <exception cref="KongAkka.Pipeline.UnrecoverableException">The journal cannot be read.</exception>
    public static async Task<RestoreCheck?> ReadAsync(ActorSystem system, JobSpec spec)
    {
        var passage = await JobPassage.ReadAsync(system, spec.Name).ConfigureAwait(false);
        if (RestoreRule.Wanted(passage.State, spec.Restore, from: null, request: "") is not { } wanted) return null;
        var point = RestorePoint.Read(wanted.Path);
        return RestoreRule.IsApplied(passage.State, wanted, point) ? null : new RestoreCheck(spec, point, passage.Positions);
    }

    /// <summary>Holds it against the topic.</summary>
    /// <param name="kafka">Asks Kafka.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="SavepointException">Kafka has not come as far.</exception>
    public async Task<RestoreFit> FitAsync(OffsetResolver kafka, CancellationToken cancellation)
    {
        var ends = JobPreparing.Ends(_spec, await kafka.IdentityAsync(cancellation).ConfigureAwait(false));
        var partitions = await kafka.PartitionsAsync(cancellation).ConfigureAwait(false);
        return RestoreRule.Decide(_spec, _point, ends, [.. partitions], _known, isExplicit: false) switch
        {
            RestoreVerdict.Refused refused => new RestoreFit(false, refused.Failure.Message),
            RestoreVerdict.Starts starts => await BeginAsync(kafka, starts, cancellation).ConfigureAwait(false),
            var verdict => throw new InvalidOperationException($"{verdict} is not known"),
        };
    }

    private async Task<RestoreFit> BeginAsync(OffsetResolver kafka, RestoreVerdict.Starts starts, CancellationToken cancellation)
    {
        await JobPreparing.ResolveRestoredAsync(kafka, _spec.Source.Topic, starts.Positions, cancellation).ConfigureAwait(false);
        var begin = starts.Positions.Count == 0
            ? "nothing of it is restored: the job begins by its startup-mode"
            : "a start begins at " + string.Join(", ", starts.Positions.OrderBy(p => p.Key).Select(p => $"{p.Key}:{p.Value}"));
        return new RestoreFit(true, string.Join("; ", [begin, .. starts.Warnings]));
    }
}
