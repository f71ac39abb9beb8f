using Akka.Actor;
using KongAkka.Jobs.Journal;
using KongAkka.Parsing;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Parsing;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Replays;

/// <summary>
/// Takes what a job has rejected through its rule again and loads what comes out, each origin at most once, whatever is repeated or ends in between. The job may run meanwhile.
/// </summary>
/// <param name="system">An actor system whose journal is the job's.</param>
/// <param name="spec">The job.</param>
/// <param name="rejects">Reads its rejects.</param>
/// <param name="logger">The log.</param>
public sealed class RejectReplay(ActorSystem system, JobSpec spec, RejectReader rejects, ILogger logger)
{
    /// <summary>Replays.</summary>
    /// <param name="request">What.</param>
    /// <param name="cancellation">Ends it; the next replay finds out what became of an open load.</param>
    /// <returns>What became of the records.</returns>
    /// <exception cref="UnrecoverableException">It cannot go on: another replay has taken over, the journal or the table is in trouble, or a person has to decide.</exception>
    public async Task<ReplayTally> RunAsync(ReplayRequest request, CancellationToken cancellation)
    {
        var rule = Rules.Create(spec.Rule);
        // What may be refused here was rejected before; up to the sink's own limit each such row is found.
        var context = new SinkContext(rule.Schema, spec.RestartStrategy, new PathCounters(), logger, TimeProvider.System, MaxRefusedShare: 1);
        await using var sink = SinkFactory.Create(spec.Sink, context);
        var schema = await sink.OpenAsync(rule.Schema, cancellation).ConfigureAwait(false);
        var account = new ReplayAccount(system, spec.Name, TimeProvider.System);
        await account.ClaimAsync().ConfigureAwait(false);
        // Before the rejects: what is rejected from here on lies behind these positions.
        var passage = await JobPassage.ReadAsync(system, spec.Name).ConfigureAwait(false);
        RefuseOtherTable(passage.Table);
        var run = new ReplayRun(spec, sink, new ReplayLoadMaker(rule, new ColumnFit(schema, spec.Sink.OnUnfit), sink.CreateWriter(rule.Schema)), account, logger);
        var pick = new RejectPick(account.State.Replayed, passage, run.Tally);
        if (account.State.Open is { } open)
        {
            RefuseOtherTable(open.Plan.Table);
            await run.ResolveAsync(open, request.IsOpenLoaded, () => FindAsync(open, cancellation), cancellation).ConfigureAwait(false);
            pick.Leave(open);
        }

        await ReplayAsync(request, passage.Topic, pick, run, cancellation).ConfigureAwait(false);
        return run.Tally;
    }

    private async Task ReplayAsync(ReplayRequest request, string topic, RejectPick pick, ReplayRun run, CancellationToken cancellation)
    {
        List<RejectedRecord> records = [];
        var bytes = 0L;
        await foreach (var record in rejects.ReadAsync(request.OnBroken, cancellation).ConfigureAwait(false))
        {
            if (!request.Selects(record) || !pick.Takes(record)) continue;
            records.Add(record);
            bytes += record.Value.Length;
            if (!run.IsFull(records.Count, bytes)) continue;
            await run.LoadAsync(topic, records, cancellation).ConfigureAwait(false);
            records.Clear();
            bytes = 0;
        }

        await run.LoadAsync(topic, records, cancellation).ConfigureAwait(false);
        pick.End();
    }

    private void RefuseOtherTable(string table)
    {
        if (table == spec.Sink.Target || table.Length == 0) return;
        throw new UnrecoverableException(
            $"Job {spec.Name} has filled table {table} by its journal, and its sink is {(spec.Sink.Target.Length == 0 ? spec.Sink.Type : spec.Sink.Target)} now.", $"Set its sink to {table} again.");
    }

    private async Task<IReadOnlyList<RejectedRecord>> FindAsync(ReplayPlanned open, CancellationToken cancellation)
    {
        var wanted = new OriginSet();
        wanted.Add(open.Topic, open.Plan.Ranges);
        var found = new OriginSet();
        List<RejectedRecord> records = [];
        await foreach (var record in rejects.ReadAsync(static _ => { }, cancellation).ConfigureAwait(false))
            if (wanted.Contains(record.Origin) && found.Add(record.Origin)) records.Add(record);
        return records;
    }
}
