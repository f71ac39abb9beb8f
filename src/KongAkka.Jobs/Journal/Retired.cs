namespace KongAkka.Jobs.Journal;

/// <summary>The subtask's generation is over, its plans are finished. Nothing follows it.</summary>
/// <param name="At">When.</param>
internal sealed record Retired(DateTimeOffset At) : JournalEvent;
