using Akka.Actor;
using KongAkka.Jobs.Supervision;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Offsets;

/// <summary>The account of loads as a graph sees it: each entry is a message to the graph's subtask, which keeps the ledger.</summary>
/// <param name="subtask">The subtask.</param>
internal sealed class SubtaskLedger(IActorRef subtask) : ILoadLedger
{
    /// <inheritdoc/>
    public Task PlannedAsync(LoadBatch batch)
    {
        subtask.Tell(new LoadPlanned(batch.Number, batch.Ranges));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task CommittedAsync(LoadBatch batch, LoadReceipt receipt)
    {
        subtask.Tell(new LoadCommitted(batch.Number));
        return Task.CompletedTask;
    }
}
