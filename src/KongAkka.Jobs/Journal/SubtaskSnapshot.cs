using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Journal;

/// <summary>The state of a subtask: what all of its events up to here come to.</summary>
/// <param name="Epoch">The epoch of its last owner.</param>
/// <param name="NextNumber">The number of the next plan.</param>
/// <param name="Positions">The next offset by partition: all below it are in the table, dropped or rejected.</param>
/// <param name="Open">The plans that are not yet behind the positions, by number.</param>
/// <param name="IsRetired">Whether its generation is over.</param>
/// <param name="Earlier">Earlier snapshots whose events still lie in the journal, oldest first.</param>
/// <param name="Starts">Where processes began to read, the latest last; null for none that is known.</param>
internal sealed record SubtaskSnapshot(
    long Epoch,
    long NextNumber,
    IReadOnlyList<PartitionPosition> Positions,
    IReadOnlyList<OpenPlan> Open,
    bool IsRetired,
    IReadOnlyList<SnapshotMark> Earlier,
    IReadOnlyList<ReadStart>? Starts = null)
    : JournalEvent;
