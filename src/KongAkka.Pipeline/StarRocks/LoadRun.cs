using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.StarRocks.Loading;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Pipeline.StarRocks;

/// <summary>
/// One load from its first sending to the proof that it is in the table. Does what <see cref="LoadPolicy"/> decides, and decides nothing itself.
/// </summary>
internal sealed class LoadRun
{
    private readonly LoadBatch _batch;
    private readonly string _label;
    private readonly LoadClients _clients;
    private readonly SinkContext _context;
    private readonly Patience _patience;
    private readonly LabelGuard _guard;
    private long _lastSent;

    public LoadRun(LoadBatch batch, string label, LoadClients clients, SinkContext context, Patience patience)
    {
        _batch = batch;
        _label = label;
        _clients = clients;
        _context = context;
        _patience = patience;
        _guard = new LabelGuard(context.Time);
    }

    /// <summary>Runs the load.</summary>
    /// <exception cref="UnrecoverableException">Trouble that trying again does not mend.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        LoadDecision next = await SendAsync(cancellation).ConfigureAwait(false);
        while (next is not LoadDecision.Committed)
        {
            next = next switch
            {
                LoadDecision.AskState question => await AskAsync(question, cancellation).ConfigureAwait(false),
                LoadDecision.Wait wait => await WaitAsync(wait.Question, wait.Trouble, cancellation).ConfigureAwait(false),
                LoadDecision.Cancel cancel => await CancelAsync(cancel, cancellation).ConfigureAwait(false),
                LoadDecision.RetrySameLabel retry => await RetryAsync(retry, cancellation).ConfigureAwait(false),
                LoadDecision.Stop stop => throw await FailureAsync(stop, cancellation).ConfigureAwait(false),
                _ => throw new InvalidOperationException($"{next} is not known"),
            };
        }
    }

    private async Task<LoadDecision> SendAsync(CancellationToken cancellation)
    {
        var frontend = _clients.Frontends.Current;
        _lastSent = _context.Time.GetTimestamp();
        var outcome = await _clients.Loads.SendAsync(frontend, _label, _batch.Body, cancellation).ConfigureAwait(false);
        if (outcome is not HttpOutcome.NotReached) _guard.Sent(_lastSent);
        var decision = LoadPolicy.AfterSending(outcome, _batch.Rows);
        if (decision is not LoadDecision.Committed) _clients.Frontends.Leave(frontend);
        return decision;
    }

    private async Task<LoadDecision> AskAsync(LoadDecision.AskState question, CancellationToken cancellation)
    {
        var frontend = _clients.Frontends.Current;
        var answer = await _clients.States.AskAsync(frontend, _label, cancellation).ConfigureAwait(false);
        if (answer is StateAnswer.Unanswered) _clients.Frontends.Leave(frontend);
        if (answer is StateAnswer.Known { State: LoadState.Aborted }) _guard.Void();
        var isOverdue = _context.Time.GetElapsedTime(_lastSent) > _clients.Settings.LoadTimeout + _clients.Settings.LoadMargin;
        return LoadPolicy.AfterAsking(answer, question, _guard.IsTrusted, isOverdue);
    }

    private async Task<LoadDecision> WaitAsync(LoadDecision.AskState question, LoadTrouble trouble, CancellationToken cancellation)
    {
        await _patience.WaitAsync(RetryPace.Soon, trouble, cancellation).ConfigureAwait(false);
        return question;
    }

    private async Task<LoadDecision> CancelAsync(LoadDecision.Cancel cancel, CancellationToken cancellation)
    {
        await _clients.States.CancelAsync(_clients.Frontends.Current, _label, cancellation).ConfigureAwait(false);
        return await WaitAsync(cancel.Question, cancel.Trouble, cancellation).ConfigureAwait(false);
    }

    private async Task<LoadDecision> RetryAsync(LoadDecision.RetrySameLabel retry, CancellationToken cancellation)
    {
        await _patience.WaitAsync(retry.Pace, retry.Trouble, cancellation).ConfigureAwait(false);
        if (!_guard.IsTrusted) return new LoadDecision.AskState(retry);
        _context.Counters.Retry();
        return await SendAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<UnrecoverableException> FailureAsync(LoadDecision.Stop stop, CancellationToken cancellation)
    {
        var evidence = stop.Evidence is { } address ? " " + await _clients.States.FetchEvidenceAsync(address, cancellation).ConfigureAwait(false) : "";
        var subject = $"Load {_label} of {_batch.Rows} rows into {_clients.Settings.Database}.{_clients.Settings.Table}";
        return new UnrecoverableException($"{subject} failed: {stop.Trouble.What}{evidence}", stop.Trouble.Remedy);
    }
}
