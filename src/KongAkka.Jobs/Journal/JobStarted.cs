namespace KongAkka.Jobs.Journal;

/// <summary>A process takes a job over. Its place in the journal can be taken once: the write of an older process that comes after it fails.</summary>
/// <param name="Epoch">Counts the starts of the job; a higher one wins.</param>
/// <param name="Host">The machine.</param>
/// <param name="ProcessId">The process there.</param>
/// <param name="Version">The program's version.</param>
/// <param name="At">When.</param>
internal sealed record JobStarted(long Epoch, string Host, int ProcessId, string Version, DateTimeOffset At) : JournalEvent;
