using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>
/// One load from its first sending to the proof that it is in the table. Does what its <see cref="ILoadChannel"/> and <see cref="LabelPolicy"/> decide, and decides nothing itself.
/// </summary>
internal sealed class LoadRun
{
    /// <summary>How long after it was last sure the process makes sure again that the load is its own: it may have been stopped in between.</summary>
    private static readonly TimeSpan SureFor = TimeSpan.FromSeconds(10);

    private readonly PlannedLoad _load;
    private readonly LabelledLoads _loads;
    private readonly ILoadChannel _channel;
    private readonly SinkContext _context;
    private readonly TableGate _table;
    private readonly Patience _patience;
    private readonly LabelGuard _guard;
    private DateTimeOffset _sure;
    private DateTimeOffset _lastSent;

    public LoadRun(PlannedLoad load, LabelledLoads loads, SinkContext context, TableGate table, Patience patience)
    {
        _load = load;
        _loads = loads;
        _channel = loads.Channel;
        _context = context;
        _table = table;
        _patience = patience;
        _guard = new LabelGuard(_channel.Terms, load.IsRecovered ? load.Plan.PlannedAt : null);
        _sure = load.IsRecovered ? DateTimeOffset.MinValue : load.Plan.PlannedAt;
        _lastSent = load.Plan.PlannedAt;
    }

    private string Label => _load.Plan.Label;

    /// <summary>Runs the load.</summary>
    /// <exception cref="RowsRefusedException">The table does not take some of the rows.</exception>
    /// <exception cref="LoadInDoubtException">Whether the rows are in the table cannot be found out.</exception>
    /// <exception cref="UnrecoverableException">Trouble that trying again does not mend.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        _loads.Guards.Open(_guard);
        try
        {
            await RunToEndAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            _loads.Guards.Close(_guard);
        }
    }

    private async Task RunToEndAsync(CancellationToken cancellation)
    {
        var next = _load.IsForgotten ? new LoadDecision.Forgotten(new LoadDecision.Send()) : await SendAsync(cancellation).ConfigureAwait(false);
        while (next is not LoadDecision.Committed)
        {
            next = next switch
            {
                LoadDecision.Send => await SendAsync(cancellation).ConfigureAwait(false),
                LoadDecision.AskState question => await AskAsync(question, cancellation).ConfigureAwait(false),
                LoadDecision.Wait wait => await WaitAsync(wait.Question, wait.Trouble, cancellation).ConfigureAwait(false),
                LoadDecision.Cancel cancel => await CancelAsync(cancel, cancellation).ConfigureAwait(false),
                LoadDecision.RetrySameLabel retry => await RetryAsync(retry, cancellation).ConfigureAwait(false),
                LoadDecision.Forgotten forgotten => await LookForRowsAsync(forgotten, cancellation).ConfigureAwait(false),
                LoadDecision.Refused refused => await RefuseAsync(refused, cancellation).ConfigureAwait(false),
                LoadDecision.Stop stop => throw await FailureAsync(stop, cancellation).ConfigureAwait(false),
                _ => throw new InvalidOperationException($"{next} is not known"),
            };
        }
    }

    private async Task<LoadDecision> SendAsync(CancellationToken cancellation)
    {
        await MakeSureAsync().ConfigureAwait(false);
        _lastSent = _context.Time.GetUtcNow();
        var attempt = await _channel.SendAsync(Label, _load.Batch, cancellation).ConfigureAwait(false);
        if (attempt.MayHaveArrived) _guard.Sent(_lastSent);
        return attempt.Decision;
    }

    private async Task MakeSureAsync()
    {
        if (_context.Time.GetUtcNow() - _sure < SureFor) return;
        await _load.ConfirmAsync().ConfigureAwait(false);
        _sure = _context.Time.GetUtcNow();
    }

    private async Task<LoadDecision> AskAsync(LoadDecision.AskState question, CancellationToken cancellation)
    {
        var answer = await _channel.AskAsync(Label, cancellation).ConfigureAwait(false);
        if (answer is StateAnswer.Known { State: LoadState.Aborted }) _guard.Void();
        var isTrusted = answer is StateAnswer.Known { State: LoadState.Unknown } && await IsTrustedAsync(cancellation).ConfigureAwait(false);
        var isOverdue = _context.Time.GetUtcNow() - _lastSent > _channel.Terms.Settled;
        return LabelPolicy.AfterAsking(answer, question, isTrusted, isOverdue);
    }

    private Task<bool> IsTrustedAsync(CancellationToken cancellation) => _loads.IsLabelKeptAsync(_guard, _context.Time.GetUtcNow(), cancellation);

    private async Task<LoadDecision> WaitAsync(LoadDecision.AskState question, LoadTrouble trouble, CancellationToken cancellation)
    {
        await _patience.WaitAsync(RetryPace.Soon, trouble, cancellation).ConfigureAwait(false);
        return question;
    }

    private async Task<LoadDecision> CancelAsync(LoadDecision.Cancel cancel, CancellationToken cancellation)
    {
        await _channel.CancelAsync(Label, cancellation).ConfigureAwait(false);
        return await WaitAsync(cancel.Question, cancel.Trouble, cancellation).ConfigureAwait(false);
    }

    private async Task<LoadDecision> RetryAsync(LoadDecision.RetrySameLabel retry, CancellationToken cancellation)
    {
        await _patience.WaitAsync(retry.Pace, retry.Trouble, cancellation).ConfigureAwait(false);
        if (!await IsTrustedAsync(cancellation).ConfigureAwait(false)) return new LoadDecision.AskState(retry);
        _context.Counters.Retry();
        return new LoadDecision.Send();
    }

    private async Task<LoadDecision> LookForRowsAsync(LoadDecision.Forgotten forgotten, CancellationToken cancellation)
    {
        var left = _channel.Terms.Settled - (_context.Time.GetUtcNow() - _lastSent);
        if (left > TimeSpan.Zero) await Task.Delay(left, _context.Time, cancellation).ConfigureAwait(false);
        var state = await _channel.RecallAsync(Label, cancellation).ConfigureAwait(false);
        if (state == LoadState.Visible) return new LoadDecision.Committed();
        var questions = _channel.RowQuestions(_load.Batch);
        foreach (var question in questions)
        {
            if (state != LoadState.Aborted && await CountAsync(question, cancellation).ConfigureAwait(false) != 0) continue;
            _guard.Void();
            return forgotten.Otherwise;
        }

        throw new LoadInDoubtException(_load.Plan, questions[0]);
    }

    private async Task<long> CountAsync(string question, CancellationToken cancellation)
    {
        while (true)
        {
            if (await _channel.CountAsync(question, cancellation).ConfigureAwait(false) is { } count) return count;
            var trouble = new LoadTrouble($"Nobody answers whether the rows of load {Label} are in the table.", "Grant SELECT on the table, and see to it that StarRocks' FEs answer the HTTP SQL API.");
            await _patience.WaitAsync(RetryPace.Soon, trouble, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<LoadDecision> RefuseAsync(LoadDecision.Refused refused, CancellationToken cancellation)
    {
        var what = refused.Trouble.What + await EvidenceAsync(refused.Evidence, cancellation).ConfigureAwait(false);
        var change = await _table.ChangeAsync(cancellation).ConfigureAwait(false);
        var isPart = _load.Plan.Root != _load.Plan.Number;
        if (change is null && RefusalRule.IsRowsFault(_load.Batch.Rows, refused.Rows, isPart, _context.MaxRefusedShare)) throw new RowsRefusedException(_load.Plan, _load.Batch.Rows, what);
        var trouble = new LoadTrouble($"{refused.Rows} of {_load.Batch.Rows} rows are refused. {change} {what}".Replace("  ", " ", StringComparison.Ordinal), refused.Trouble.Remedy);
        return new LoadDecision.RetrySameLabel(RetryPace.Long, trouble);
    }

    private async Task<UnrecoverableException> FailureAsync(LoadDecision.Stop stop, CancellationToken cancellation)
    {
        var subject = $"Load {Label} of {_load.Batch.Rows} rows into {_load.Plan.Table}";
        return new UnrecoverableException($"{subject} failed: {stop.Trouble.What}{await EvidenceAsync(stop.Evidence, cancellation).ConfigureAwait(false)}", stop.Trouble.Remedy);
    }

    private async Task<string> EvidenceAsync(Uri? address, CancellationToken cancellation) =>
        address is null ? "" : " " + await _channel.FetchEvidenceAsync(address, cancellation).ConfigureAwait(false);
}
