using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>A sink that puts loads into a table under their labels: one load and one label are loaded once, however often they are sent. Thread-safe.</summary>
public abstract class LabelledSink : ISink
{
    private readonly SinkContext _context;
    private readonly RetryLog _log;
    private readonly TableGate _gate;
    private readonly LabelledLoads _loads;

    private protected LabelledSink(ILoadChannel channel, ITableReader table, SinkContext context)
    {
        _context = context;
        _log = new RetryLog(context);
        _gate = new TableGate(table, context, _log);
        _loads = new LabelledLoads(channel);
    }

    /// <inheritdoc/>
    public string? Trouble => _log.Trouble;

    /// <inheritdoc/>
    public LabelMargin? Margin => _loads.Guards.Margin(_context.Time.GetUtcNow());

    /// <inheritdoc/>
    public async Task<RowSchema> OpenAsync(RowSchema schema, CancellationToken cancellation)
    {
        await _gate.OpenAsync(cancellation).ConfigureAwait(false);
        return _gate.Limit(schema);
    }

    /// <inheritdoc/>
    public virtual LoadLimits Narrow(LoadLimits limits) => limits;

    /// <inheritdoc/>
    public abstract RowWriter CreateWriter(RowSchema schema);

    /// <inheritdoc/>
    public async Task<LoadFate> FindAsync(LoadPlan plan, CancellationToken cancellation)
    {
        var fate = await new LoadInquiry(plan, _loads, _context, new Patience($"Question for load {plan.Label}", _context, _log)).RunAsync(cancellation).ConfigureAwait(false);
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
        await new LoadRun(load, _loads, _context, _gate, new Patience($"Load {plan.Label}", _context, _log)).RunAsync(cancellation).ConfigureAwait(false);
        _log.Mended();
        return new LoadReceipt(plan.Label, batch.Ranges, batch.Rows, batch.Body.Length, _context.Time.GetElapsedTime(started));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _loads.Channel.Dispose();
        _gate.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
