using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.StarRocks.Loading;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Pipeline.StarRocks;

/// <summary>Loads into a StarRocks table by Stream Load: one request and one label a load, loaded once however often it is sent. Thread-safe.</summary>
public sealed class StarRocksSink : ISink
{
    private readonly string _incarnation;
    private readonly SinkContext _context;
    private readonly StarRocksHttp _queries;
    private readonly LoadClients _clients;
    private readonly RetryLog _log;
    private readonly TableGate _gate;

    /// <summary>Makes the sink; connects with the first load.</summary>
    /// <param name="settings">The table and how to reach it.</param>
    /// <param name="incarnation">The life of the job's offsets: random, and new whenever they are set anew.</param>
    /// <param name="context">What the job gives.</param>
    public StarRocksSink(StarRocksSettings settings, string incarnation, SinkContext context)
    {
        _incarnation = incarnation;
        _context = context;
        _log = new RetryLog(context);
        _queries = StarRocksHttp.ForQueries(settings, context.Time);
        _gate = new TableGate(settings, context, _log);
        _clients = new LoadClients(
            settings,
            new FrontendRotation(settings.LoadUrls),
            new StreamLoadClient(settings, context.Schema, context.Time),
            new LoadStateClient(settings, _queries));
    }

    /// <inheritdoc/>
    public string? Trouble => _log.Trouble;

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellation) => _gate.PassAsync(cancellation);

    /// <inheritdoc/>
    public RowWriter CreateWriter(RowSchema schema) => new JsonRowWriter(schema);

    /// <inheritdoc/>
    public async Task<LoadReceipt> LoadAsync(LoadBatch batch, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfZero(batch.Rows);
        var started = _context.Time.GetTimestamp();
        await _gate.PassAsync(cancellation).ConfigureAwait(false);
        var label = LoadLabel.Of(_incarnation, batch.Number, batch.Ranges);
        await new LoadRun(batch, label, _clients, _context, new Patience($"Load {label}", _context, _log)).RunAsync(cancellation).ConfigureAwait(false);
        _log.Mended();
        return new LoadReceipt(label, batch.Ranges, batch.Rows, batch.Body.Length, _context.Time.GetElapsedTime(started));
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
