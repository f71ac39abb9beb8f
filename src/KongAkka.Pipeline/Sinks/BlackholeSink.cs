using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline.Sinks;

/// <summary>Takes every load and keeps nothing of it: for measuring what comes before the sink.</summary>
public sealed class BlackholeSink : ISink
{
    /// <inheritdoc/>
    public RowWriter CreateWriter(RowSchema schema) => new CountingRowWriter();

    /// <inheritdoc/>
    public Task<LoadReceipt> LoadAsync(PlannedLoad load, CancellationToken cancellation) =>
        Task.FromResult(new LoadReceipt("", load.Batch.Ranges, load.Batch.Rows, load.Batch.Body.Length, TimeSpan.Zero));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
