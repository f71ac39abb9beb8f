namespace KongAkka.Jobs.Journal;

/// <summary>A planned load is over: its rows are in the table, and what was rejected of it is durable.</summary>
/// <param name="Number">The plan's number.</param>
/// <param name="Proof">How it is known.</param>
/// <param name="At">When it was known.</param>
internal sealed record BatchCommitted(long Number, CommitProof Proof, DateTimeOffset At) : JournalEvent;
