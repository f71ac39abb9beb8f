using KongAkka.Jobs.Journal;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Replays;

/// <summary>Loads rejected records that give rows now, each load written down before it is sent and ended before the next one.</summary>
/// <param name="spec">The job.</param>
/// <param name="sink">Where rows go.</param>
/// <param name="maker">Makes the rows.</param>
/// <param name="account">The account of replays, claimed.</param>
/// <param name="logger">The log.</param>
internal sealed class ReplayRun(JobSpec spec, ISink sink, ReplayLoadMaker maker, ReplayAccount account, ILogger logger)
{
    /// <summary>What is written down of a load has a range for each record at worst.</summary>
    private const int MostRecords = 10_000;

    private readonly string _ruleHash = new Supervision.JobPreparing(spec, logger).RuleHash;
    private readonly LoadLimits _limits = sink.Narrow(spec.Batch with { MaxRows = Math.Min(spec.Batch.MaxRows, MostRecords) });

    /// <summary>What became of the records so far.</summary>
    public ReplayTally Tally { get; } = new();

    /// <summary>Whether records make up a load, or more than one.</summary>
    /// <param name="records">How many there are.</param>
    /// <param name="bytes">The bytes of their values.</param>
    public bool IsFull(int records, long bytes) => records >= _limits.MaxRows || bytes >= _limits.MaxBytes;

    /// <summary>Loads what comes out of records; those that give no row are counted.</summary>
    /// <param name="topic">The topic that they came from.</param>
    /// <param name="records">The records, of origins that no load has.</param>
    /// <param name="cancellation">Ends it; a load may stay open.</param>
    public Task LoadAsync(string topic, IReadOnlyList<RejectedRecord> records, CancellationToken cancellation) => LoadAsync(topic, records, root: null, cancellation);

    /// <summary>Brings the open load of an earlier replay to its end.</summary>
    /// <param name="open">The load.</param>
    /// <param name="isLoaded">What a person decided; null when nothing was.</param>
    /// <param name="findAsync">Finds the load's records among the rejects.</param>
    /// <param name="cancellation">Ends it; the load stays open.</param>
    public async Task ResolveAsync(ReplayPlanned open, bool? isLoaded, Func<Task<IReadOnlyList<RejectedRecord>>> findAsync, CancellationToken cancellation)
    {
        var plan = open.Plan;
        CrashPoints.Reach(CrashPoint.BeforeFind);
        var fate = isLoaded switch { true => LoadFate.Loaded, false => LoadFate.NotLoaded, null => await sink.FindAsync(plan, cancellation).ConfigureAwait(false) };
        CrashPoints.Reach(CrashPoint.AfterFind);
        if (fate == LoadFate.Loaded)
        {
            await CommitAsync(plan, isLoaded is null ? CommitProof.State : CommitProof.Decision, plan.Ranges).ConfigureAwait(false);
            logger.LogInformation("open load {Label} of an earlier replay is in the table", plan.Label);
            return;
        }

        var records = await findAsync().ConfigureAwait(false);
        using var load = maker.Make(records, int.MaxValue, long.MaxValue, tally: null);
        // A load of which only a part can be made again cannot be looked for in the table.
        if (fate == LoadFate.Forgotten && load.Records.Count < plan.Rows) throw ReplayDoubt.Of(spec.Name, plan, query: null);
        logger.LogInformation("open load {Label} of an earlier replay is loaded again: {Rows} of {Planned} rows", plan.Label, load.Records.Count, plan.Rows);
        if (load.Records.Count == 0) await CommitAsync(plan, CommitProof.NoRows, []).ConfigureAwait(false);
        else await SendAsync(plan, load, fate, cancellation).ConfigureAwait(false);
    }

    private async Task LoadAsync(string topic, IReadOnlyList<RejectedRecord> records, long? root, CancellationToken cancellation)
    {
        while (records.Count > 0)
        {
            // What a load was split from was counted with it.
            using var load = maker.Make(records, _limits.MaxRows, _limits.MaxBytes, root is null ? Tally : null);
            records = [.. records.Skip(load.Taken)];
            if (load.Records.Count == 0) continue;
            var plan = Plan(load, root);
            CrashPoints.Reach(CrashPoint.BeforePlan);
            await account.WriteAsync(new ReplayPlanned(topic, plan)).ConfigureAwait(false);
            CrashPoints.Reach(CrashPoint.AfterPlan);
            if (await SendAsync(plan, load, fate: null, cancellation).ConfigureAwait(false)) continue;
            if (load.Records.Count == 1) Tally.AddRejected("refused-by-sink");
            else foreach (var half in load.Records.Chunk((load.Records.Count + 1) / 2)) await LoadAsync(topic, half, plan.Root, cancellation).ConfigureAwait(false);
        }
    }

    private LoadPlan Plan(ReplayLoad load, long? root)
    {
        var (number, ranges) = (account.State.NextNumber, load.Ranges());
        var label = LoadLabel.Of($"{account.State.Incarnation}/rejects", number, ranges);
        return new LoadPlan(number, label, spec.Sink.Target, ranges, load.Records.Count, _ruleHash, DateTimeOffset.UtcNow, root ?? number);
    }

    /// <returns>Whether its rows are in the table; otherwise the sink refuses some of them, and none is.</returns>
    private async Task<bool> SendAsync(LoadPlan plan, ReplayLoad load, LoadFate? fate, CancellationToken cancellation)
    {
        var ranges = load.Ranges();
        var planned = new PlannedLoad(plan, new LoadBatch(plan.Number, ranges, load.Records.Count, load.Body))
        {
            ConfirmAsync = account.ConfirmAsync,
            IsRecovered = fate is not null,
            IsForgotten = fate == LoadFate.Forgotten,
        };
        try
        {
            CrashPoints.Reach(CrashPoint.BeforeSend);
            await sink.LoadAsync(planned, cancellation).ConfigureAwait(false);
            CrashPoints.Reach(CrashPoint.AfterSend);
        }
        catch (RowsRefusedException refused)
        {
            logger.LogWarning("{Refusal}", refused.Message);
            await CommitAsync(plan, CommitProof.NoRows, []).ConfigureAwait(false);
            return false;
        }
        catch (LoadInDoubtException doubt)
        {
            throw ReplayDoubt.Of(spec.Name, plan, doubt.Query);
        }

        await CommitAsync(plan, CommitProof.Reply, ranges).ConfigureAwait(false);
        return true;
    }

    private async Task CommitAsync(LoadPlan plan, CommitProof proof, IReadOnlyList<OffsetRange> ranges)
    {
        CrashPoints.Reach(CrashPoint.BeforeCommit);
        await account.WriteAsync(new ReplayCommitted(plan.Number, proof, ranges, DateTimeOffset.UtcNow)).ConfigureAwait(false);
        CrashPoints.Reach(CrashPoint.AfterCommit);
        if (ranges.Count > 0) Tally.AddLoad(ranges.Sum(range => range.Records));
    }
}
