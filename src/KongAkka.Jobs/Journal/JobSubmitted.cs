namespace KongAkka.Jobs.Journal;

/// <summary>A job's first start: its id is drawn and stays over every restart under the name.</summary>
/// <param name="JobId">32 hexadecimal digits.</param>
/// <param name="Name">The job's name.</param>
/// <param name="At">When.</param>
internal sealed record JobSubmitted(string JobId, string Name, DateTimeOffset At) : JournalEvent;
