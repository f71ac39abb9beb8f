using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Journal;

/// <summary>A planned load of rejected records is over.</summary>
/// <param name="Number">The plan's number.</param>
/// <param name="Proof">How it is known.</param>
/// <param name="Ranges">The offsets of the records that are in the table by it; the others of the plan stay rejected.</param>
/// <param name="At">When it was known.</param>
internal sealed record ReplayCommitted(long Number, CommitProof Proof, IReadOnlyList<OffsetRange> Ranges, DateTimeOffset At) : JournalEvent;
