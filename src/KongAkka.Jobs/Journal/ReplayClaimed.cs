namespace KongAkka.Jobs.Journal;

/// <summary>A process takes the replays of a job's rejects over, or confirms that it still has them. Its place in the journal can be taken once, so that of two owners one fails.</summary>
/// <param name="Incarnation">The life of the account of replays: random, drawn by the first claim; part of every label.</param>
/// <param name="Host">The machine.</param>
/// <param name="ProcessId">The process on it.</param>
/// <param name="At">When.</param>
internal sealed record ReplayClaimed(string Incarnation, string Host, int ProcessId, DateTimeOffset At) : JournalEvent;
