using System.Globalization;
using KongAkka.Jobs.Journal;
using KongAkka.Pipeline;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Offsets;

/// <summary>The account of a graph that reads the ranges of an open plan again: it makes one load, which goes under the plan's label.</summary>
/// <param name="plan">The plan.</param>
/// <param name="mayMiss">Whether records that Kafka no longer has may be missing.</param>
/// <param name="confirm">Makes sure that the subtask was not taken over.</param>
internal sealed class ReplayLedger(LoadPlan plan, bool mayMiss, Func<Task> confirm) : ILoadLedger
{
    /// <summary>How it is known that the load is over; null while it is not.</summary>
    public CommitProof? Proof { get; private set; }

    /// <summary>The ranges as they were read again.</summary>
    public IReadOnlyList<OffsetRange> Found { get; private set; } = [];

    /// <summary>How many records are missing that the plan had.</summary>
    public long Missing { get; private set; }

    /// <inheritdoc/>
    public Task<LoadPlan> PlanAsync(LoadBatch batch)
    {
        Found = batch.Ranges;
        var lost = plan.Ranges.Where(range => Records(range.Partition) < range.Records).ToList();
        Missing = lost.Sum(range => range.Records - Records(range.Partition));
        return Missing > 0 && !mayMiss ? throw Loss(lost) : Task.FromResult(plan);
    }

    /// <inheritdoc/>
    public Task ConfirmAsync(LoadPlan plan) => confirm();

    /// <inheritdoc/>
    public Task CommittedAsync(LoadPlan plan, LoadReceipt receipt)
    {
        Proof = receipt.Rows > 0 ? CommitProof.Reply : CommitProof.NoRows;
        return Task.CompletedTask;
    }

    private long Records(int partition) => Found.FirstOrDefault(range => range.Partition == partition).Records;

    private UnrecoverableException Loss(IEnumerable<OffsetRange> lost) => new(
        $"Kafka no longer has all records of load {plan.Label}, which is not in the table: "
        + string.Join(", ", lost.Select(range => string.Create(
            CultureInfo.InvariantCulture, $"partition {range.Partition} had {range.Records} records in offsets {range.First} to {range.Next - 1} and has {Records(range.Partition)}")))
        + ".",
        "Go on without them: kongakka job restart JOB --accept-loss.");
}
