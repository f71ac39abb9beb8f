namespace KongAkka.Jobs.Journal;

/// <summary>The running generation is to end: its subtasks finish their plans and read no more, whatever happens before the next one starts.</summary>
/// <param name="Number">The generation.</param>
/// <param name="At">When.</param>
internal sealed record GenerationRetiring(int Number, DateTimeOffset At) : JournalEvent;
