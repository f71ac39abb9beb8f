using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.StarRocks.Loading;
using KongAkka.Pipeline.StarRocks.Tables;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Pipeline.StarRocks;

/// <summary>Loads by Stream Load and asks the FEs over HTTP, one FE until it fails; loads may go to BEs in turn instead.</summary>
internal sealed class StreamLoadChannel : ILoadChannel
{
    private readonly StarRocksSettings _settings;
    private readonly RowSchema _schema;
    private readonly TimeProvider _time;
    private readonly NodeRotation _frontends;
    private readonly NodeRotation? _backends;
    private readonly StarRocksHttp _queries;
    private readonly StreamLoadClient _loads;
    private readonly LoadStateClient _states;
    private readonly LoadHistory _history;

    public StreamLoadChannel(StarRocksSettings settings, RowSchema schema, TimeProvider time)
    {
        _settings = settings;
        _schema = schema;
        _time = time;
        var health = new NodeHealth();
        _frontends = new NodeRotation(settings.LoadUrls, health);
        _backends = settings.BackendUrls.Count == 0 ? null : new NodeRotation(settings.BackendUrls, health);
        _queries = StarRocksHttp.ForQueries(settings, health, time);
        _loads = new StreamLoadClient(settings, schema, health, time);
        _states = new LoadStateClient(settings, _queries);
        var sql = new HttpSqlClient(settings, _queries);
        _history = new LoadHistory((query, cancellation) => sql.QueryAsync(Frontend, query, cancellation), settings.Database);
        Terms = settings.Labels;
    }

    public LabelTerms Terms { get; }

    private Uri Frontend => _frontends.Current(_time.GetUtcNow());

    public async Task<LoadAttempt> SendAsync(string label, LoadBatch batch, CancellationToken cancellation)
    {
        var node = _backends?.Next(_time.GetUtcNow()) ?? Frontend;
        var outcome = await _loads.SendAsync(node, label, batch.Body, cancellation).ConfigureAwait(false);
        var decision = LoadPolicy.AfterSending(outcome, batch.Rows);
        if (_backends is null && decision is not LoadDecision.Committed) _frontends.Leave(node);
        return new LoadAttempt(decision, outcome is not HttpOutcome.NotReached);
    }

    public async Task<StateAnswer> AskAsync(string label, CancellationToken cancellation)
    {
        var frontend = Frontend;
        var answer = await _states.AskAsync(frontend, label, cancellation).ConfigureAwait(false);
        if (answer is StateAnswer.Unanswered) _frontends.Leave(frontend);
        return answer;
    }

    public Task CancelAsync(string label, CancellationToken cancellation) => _states.CancelAsync(Frontend, label, cancellation);

    public Task<long?> CountFinishedAsync(TimeSpan age, CancellationToken cancellation) => _history.CountFinishedAsync(age, cancellation);

    public Task<LoadState> RecallAsync(string label, CancellationToken cancellation) => _history.FindAsync(label, cancellation);

    public IReadOnlyList<string> RowQuestions(LoadBatch batch) => RowEvidence.Questions(_settings, _schema, batch.Body, batch.Rows);

    public async Task<long?> CountAsync(string question, CancellationToken cancellation)
    {
        var frontend = Frontend;
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
