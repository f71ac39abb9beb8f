using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.StarRocks.Loading;
using KongAkka.Pipeline.StarRocks.Tables;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Pipeline.StarRocks;

/// <summary>Loads into a StarRocks table by Stream Load: one request and one label a load, loaded once however often it is sent. Thread-safe.</summary>
public sealed class StarRocksSink : ISink
{
    private readonly SinkContext _context;
    private readonly StarRocksHttp _queries;
    private readonly LoadClients _clients;
    private readonly RetryLog _log;
    private readonly TableGate _gate;

    /// <summary>Makes the sink; connects with the first load.</summary>
    /// <param name="settings">The table and how to reach it.</param>
    /// <param name="context">What the job gives.</param>
    public StarRocksSink(StarRocksSettings settings, SinkContext context)
    {
        _context = context;
        _log = new RetryLog(context);
        _queries = StarRocksHttp.ForQueries(settings, context.Time);
        _gate = new TableGate(settings, context, _log);
        _clients = new LoadClients(
            settings,
            new FrontendRotation(settings.LoadUrls),
            new StreamLoadClient(settings, context.Schema, context.Time),
            new LoadStateClient(settings, _queries),
            new LoadHistory(new HttpSqlClient(settings, _queries), settings));
    }

    /// <inheritdoc/>
    public string? Trouble => _log.Trouble;

    /// <inheritdoc/>
    public LabelMargin? Margin => _clients.Guards.Margin(_context.Time.GetUtcNow());

    /// <inheritdoc/>
    public async Task<RowSchema> OpenAsync(RowSchema schema, CancellationToken cancellation)
    {
        await _gate.OpenAsync(cancellation).ConfigureAwait(false);
        return _gate.Narrow(schema);
    }

    /// <inheritdoc/>
    public RowWriter CreateWriter(RowSchema schema) => new JsonRowWriter(schema);

    /// <inheritdoc/>
    public async Task<LoadFate> FindAsync(LoadPlan plan, CancellationToken cancellation)
    {
        var fate = await new LoadInquiry(plan, _clients, _context, new Patience($"Question for load {plan.Label}", _context, _log)).RunAsync(cancellation).ConfigureAwait(false);
        _log.Mended();
        return fate;
    }

    /// <inheritdoc/>
    public async Task<LoadReceipt> LoadAsync(PlannedLoad load, CancellationToken cancellation)
    {
        var (plan, batch) = (load.Plan, load.Batch);
        ArgumentOutOfRangeException.ThrowIfZero(batch.Rows);
        var started = _context.Time.GetTimestamp();
        await _gate.PassAsync(cancellation).ConfigureAwait(false);
        await new LoadRun(load, _clients, _context, _gate, new Patience($"Load {plan.Label}", _context, _log)).RunAsync(cancellation).ConfigureAwait(false);
        _log.Mended();
        return new LoadReceipt(plan.Label, batch.Ranges, batch.Rows, batch.Body.Length, _context.Time.GetElapsedTime(started));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _clients.Loads.Dispose();
        _queries.Dispose();
        _gate.Dispose();
        return ValueTask.CompletedTask;
    }
}
