namespace KongAkka.Jobs.Journal;

/// <summary>The account of a job's replays: what all of its events up to here come to.</summary>
/// <param name="Incarnation">The life of the account.</param>
/// <param name="NextNumber">The number of the next plan.</param>
/// <param name="Replayed">The records that are in the table.</param>
/// <param name="Open">The plan whose end is not known; null when there is none.</param>
internal sealed record ReplaySnapshot(string Incarnation, long NextNumber, IReadOnlyList<ReplayedOffsets> Replayed, ReplayPlanned? Open = null) : JournalEvent;
