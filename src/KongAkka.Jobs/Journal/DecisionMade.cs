namespace KongAkka.Jobs.Journal;

/// <summary>A person decided what became of a load that the sink has forgotten.</summary>
/// <param name="Number">The plan's number.</param>
/// <param name="IsLoaded">Whether its rows are in the table; otherwise it is loaded again.</param>
/// <param name="At">When.</param>
internal sealed record DecisionMade(long Number, bool IsLoaded, DateTimeOffset At) : JournalEvent;
