using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>
/// Finds out what became of a load of which no attempt is under way any more in this process: one still in PREPARE is a leftover and is cancelled at once.
/// Does what <see cref="LabelPolicy"/> decides.
/// </summary>
internal sealed class LoadInquiry(LoadPlan plan, LabelledLoads loads, SinkContext context, Patience patience)
{
    private readonly LabelGuard _guard = new(loads.Channel.Terms, plan.PlannedAt);

    /// <summary>Asks until it is known.</summary>
    /// <exception cref="UnrecoverableException">Trouble that asking again does not mend.</exception>
    public async Task<LoadFate> RunAsync(CancellationToken cancellation)
    {
        LoadDecision next = new LoadDecision.AskState(new LoadDecision.Send());
        while (true)
        {
            switch (next)
            {
                case LoadDecision.Committed:
                    return LoadFate.Loaded;
                case LoadDecision.Send:
                    return LoadFate.NotLoaded;
                case LoadDecision.Forgotten:
                    return await RecallAsync(cancellation).ConfigureAwait(false);
                case LoadDecision.AskState question:
                    next = await AskAsync(question, cancellation).ConfigureAwait(false);
                    break;
                case LoadDecision.Wait wait:
                    await patience.WaitAsync(RetryPace.Soon, wait.Trouble, cancellation).ConfigureAwait(false);
                    next = wait.Question;
                    break;
                case LoadDecision.Cancel cancel:
                    await loads.Channel.CancelAsync(plan.Label, cancellation).ConfigureAwait(false);
                    await patience.WaitAsync(RetryPace.Soon, cancel.Trouble, cancellation).ConfigureAwait(false);
                    next = cancel.Question;
                    break;
                case LoadDecision.Stop stop:
                    throw new UnrecoverableException($"What became of load {plan.Label} cannot be found out: {stop.Trouble.What}", stop.Trouble.Remedy);
                default:
                    throw new InvalidOperationException($"{next} is not known");
            }
        }
    }

    private async Task<LoadDecision> AskAsync(LoadDecision.AskState question, CancellationToken cancellation)
    {
        var answer = await loads.Channel.AskAsync(plan.Label, cancellation).ConfigureAwait(false);
        var isTrusted = answer is StateAnswer.Known { State: LoadState.Unknown }
            && await loads.IsLabelKeptAsync(_guard, context.Time.GetUtcNow(), cancellation).ConfigureAwait(false);
        return LabelPolicy.AfterAsking(answer, question, isTrusted, isOverdue: true);
    }

    private async Task<LoadFate> RecallAsync(CancellationToken cancellation) =>
        await loads.Channel.RecallAsync(plan.Label, cancellation).ConfigureAwait(false) switch
        {
            LoadState.Visible => LoadFate.Loaded,
            LoadState.Aborted => LoadFate.NotLoaded,
            _ => LoadFate.Forgotten,
        };
}
