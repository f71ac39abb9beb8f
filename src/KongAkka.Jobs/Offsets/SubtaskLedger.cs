using Akka.Actor;
using KongAkka.Jobs.Supervision;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Offsets;

/// <summary>The account of loads as a running graph sees it: each entry is a message to the graph's subtask, which writes it down.</summary>
/// <param name="subtask">The subtask.</param>
/// <param name="ended">Ends the waiting for answers when the subtask is gone.</param>
internal sealed class SubtaskLedger(IActorRef subtask, CancellationToken ended) : ILoadLedger
{
    /// <inheritdoc/>
    public Task<LoadPlan> PlanAsync(LoadBatch batch) => subtask.Ask<LoadPlan>(new PlanLoad(batch.Ranges, batch.Rows), ended);

    /// <inheritdoc/>
    public Task ConfirmAsync(LoadPlan plan) => subtask.Ask<ConfirmOwner>(ConfirmOwner.Instance, ended);

    /// <inheritdoc/>
    public Task CommittedAsync(LoadPlan plan, LoadReceipt receipt)
    {
        // What has no rows was written down as over when it was planned.
        if (receipt.Rows > 0) subtask.Tell(new CommitLoad(plan.Number));
        return Task.CompletedTask;
    }
}
