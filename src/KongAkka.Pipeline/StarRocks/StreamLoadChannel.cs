using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.StarRocks.Loading;
using KongAkka.Pipeline.StarRocks.Tables;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Pipeline.StarRocks;

/// <summary>Loads by Stream Load and asks the FEs over HTTP, one FE until it fails.</summary>
internal sealed class StreamLoadChannel : ILoadChannel
{
    private readonly StarRocksSettings _settings;
    private readonly RowSchema _schema;
    private readonly FrontendRotation _frontends;
    private readonly StarRocksHttp _queries;
    private readonly StreamLoadClient _loads;
    private readonly LoadStateClient _states;
    private readonly LoadHistory _history;

    public StreamLoadChannel(StarRocksSettings settings, RowSchema schema, TimeProvider time)
    {
        _settings = settings;
        _schema = schema;
        _frontends = new FrontendRotation(settings.LoadUrls);
        _queries = StarRocksHttp.ForQueries(settings, time);
        _loads = new StreamLoadClient(settings, schema, time);
        _states = new LoadStateClient(settings, _queries);
        var sql = new HttpSqlClient(settings, _queries);
        _history = new LoadHistory((query, cancellation) => sql.QueryAsync(_frontends.Current, query, cancellation), settings.Database);
        Terms = new LabelTerms(settings.LabelKeepTime, settings.LabelKeepNum, settings.LoadTimeout + settings.LoadMargin);
    }

    public LabelTerms Terms { get; }

    public async Task<LoadAttempt> SendAsync(string label, LoadBatch batch, CancellationToken cancellation)
    {
        var frontend = _frontends.Current;
        var outcome = await _loads.SendAsync(frontend, label, batch.Body, cancellation).ConfigureAwait(false);
        var decision = LoadPolicy.AfterSending(outcome, batch.Rows);
        if (decision is not LoadDecision.Committed) _frontends.Leave(frontend);
        return new LoadAttempt(decision, outcome is not HttpOutcome.NotReached);
    }

    public async Task<StateAnswer> AskAsync(string label, CancellationToken cancellation)
    {
        var frontend = _frontends.Current;
        var answer = await _states.AskAsync(frontend, label, cancellation).ConfigureAwait(false);
        if (answer is StateAnswer.Unanswered) _frontends.Leave(frontend);
        return answer;
    }

    public Task CancelAsync(string label, CancellationToken cancellation) => _states.CancelAsync(_frontends.Current, label, cancellation);

    public Task<long?> CountFinishedAsync(TimeSpan age, CancellationToken cancellation) => _history.CountFinishedAsync(age, cancellation);

    public Task<LoadState> RecallAsync(string label, CancellationToken cancellation) => _history.FindAsync(label, cancellation);

    public IReadOnlyList<string> RowQuestions(LoadBatch batch) => RowEvidence.Questions(_settings, _schema, batch.Body, batch.Rows);

    public async Task<long?> CountAsync(string question, CancellationToken cancellation)
    {
        var frontend = _frontends.Current;
        var count = await _history.CountAsync(question, cancellation).ConfigureAwait(false);
        if (count is null) _frontends.Leave(frontend);
        return count;
    }

    public Task<string> FetchEvidenceAsync(Uri address, CancellationToken cancellation) => _states.FetchEvidenceAsync(address, cancellation);

    public void Dispose()
    {
        _loads.Dispose();
        _queries.Dispose();
    }
}
