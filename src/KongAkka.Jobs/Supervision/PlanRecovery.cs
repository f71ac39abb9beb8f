using Akka.Streams;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;

namespace KongAkka.Jobs.Supervision;

/// <summary>Brings one open plan to its end: asks the sink what became of it, and where it is not in the table reads exactly its ranges again and loads them under its label.</summary>
/// <param name="context">The job.</param>
/// <param name="materializer">Where graphs run.</param>
/// <param name="confirm">Makes sure that the subtask was not taken over.</param>
internal sealed class PlanRecovery(SubtaskContext context, IMaterializer materializer, Func<Task> confirm)
{
    private static readonly LoadLimits OneLoad = new(TimeSpan.FromDays(365), int.MaxValue, long.MaxValue, 1);

    private readonly CancellationTokenSource _abort = new();

    /// <summary>The graph that reads again; null before it does.</summary>
    public RunningPath? Path { get; private set; }

    /// <summary>Ends it at once; the plan stays open.</summary>
    public void Abort() => _abort.Cancel();

    /// <summary>Recovers a plan.</summary>
    /// <param name="plan">The plan.</param>
    public async Task<RecoveredPlan> RunAsync(LoadPlan plan)
    {
        if (context.Options.Decisions.TryGetValue(plan.Label, out var isLoaded) && isLoaded) return new RecoveredPlan(plan, CommitProof.Decision);
        CrashPoints.Reach(CrashPoint.BeforeFind);
        var fate = await FindAsync(plan).ConfigureAwait(false);
        CrashPoints.Reach(CrashPoint.AfterFind);
        if (fate == LoadFate.Loaded) return new RecoveredPlan(plan, CommitProof.State);
        try
        {
            return await ReadAgainAsync(plan, fate, refusal: null).ConfigureAwait(false);
        }
        catch (Exception e) when (UnrecoverableException.CauseOf(e) is RowsRefusedException { Rows: <= 1 } refused)
        {
            return await ReadAgainAsync(plan, fate, refused.Detail).ConfigureAwait(false);
        }
        catch (Exception e) when (UnrecoverableException.CauseOf(e) is RowsRefusedException)
        {
            return new RecoveredPlan(plan, Proof: null);
        }
    }

    // What a person has decided to load again is not doubted any more.
    private Task<LoadFate> FindAsync(LoadPlan plan) => context.Options.Decisions.ContainsKey(plan.Label)
        ? Task.FromResult(LoadFate.NotLoaded)
        : context.Parts.Sink.FindAsync(plan, _abort.Token);

    private async Task<RecoveredPlan> ReadAgainAsync(LoadPlan plan, LoadFate fate, string? refusal)
    {
        await CheckEndsAsync(plan).ConfigureAwait(false);
        var acceptsLoss = context.AcceptsLoss(plan);
        var ledger = new ReplayLedger(plan, acceptsLoss, confirm);
        PartitionBounds[] bounds = [.. plan.Ranges.Select(range => new PartitionBounds(range.Partition, range.First, range.Next))];
        var spec = context.Path(bounds, OneLoad) with { Refusal = refusal };
        if (acceptsLoss) spec = spec with { Source = spec.Source with { OnLostOffsets = LostOffsets.Continue } };
        var path = LoadPipeline.Run(spec, context.Services(ledger) with { IsRecovering = true, IsForgotten = fate == LoadFate.Forgotten }, materializer);
        Path = path;
        await using var abort = _abort.Token.Register(path.Abort);
        await path.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // A load that was read in half looks as if Kafka had lost records.
        _abort.Token.ThrowIfCancellationRequested();
        await path.Completion.ConfigureAwait(false);
        var proof = ledger.Proof ?? throw new InvalidOperationException($"reading the ranges of load {plan.Label} again gave no load");
        return new RecoveredPlan(plan, proof) { Found = ledger.Found, Missing = ledger.Missing };
    }

    // A reader would wait for offsets that never come: the log was cut short, or the topic made anew.
    private async Task CheckEndsAsync(LoadPlan plan)
    {
        int[] partitions = [.. plan.Ranges.Select(range => range.Partition)];
        var ends = await new OffsetResolver(context.Spec.Source, context.Logger).EndsAsync(partitions, _abort.Token).ConfigureAwait(false);
        foreach (var range in plan.Ranges)
        {
            if (!ends.TryGetValue(range.Partition, out var end) || range.Next <= end) continue;
            throw new UnrecoverableException(
                $"Topic {context.Spec.Source.Topic} partition {range.Partition} ends at {end}, before load {plan.Label}, which is not in the table, does ({range.Next}): it was cut short or made anew.",
                "Put the topic back as it was, or give the job another name, under which it starts anew.");
        }
    }
}
