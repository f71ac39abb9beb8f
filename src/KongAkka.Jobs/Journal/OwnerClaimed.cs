namespace KongAkka.Jobs.Journal;

/// <summary>A process takes a subtask over, or confirms that it still has it. Its place in the journal can be taken once, so that of two owners one fails.</summary>
/// <param name="Epoch">The epoch of the job's start.</param>
/// <param name="At">When.</param>
internal sealed record OwnerClaimed(long Epoch, DateTimeOffset At) : JournalEvent;
