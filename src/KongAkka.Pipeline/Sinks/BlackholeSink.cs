using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline.Sinks;

/// <summary>Takes every load and keeps nothing of it: for measuring what comes before the sink.</summary>
public sealed class BlackholeSink : ISink
{
    /// <inheritdoc/>
    public RowWriter CreateWriter(RowSchema schema) => new CountingRowWriter();

    /// <inheritdoc/>
    public Task<LoadReceipt> LoadAsync(LoadBatch batch, CancellationToken cancellation) =>
        Task.FromResult(new LoadReceipt("", batch.Ranges, batch.Rows, batch.Body.Length, TimeSpan.Zero));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
