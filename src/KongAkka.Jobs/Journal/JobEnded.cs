namespace KongAkka.Jobs.Journal;

/// <summary>A job has reached an end.</summary>
/// <param name="State">Flink's word for it: FINISHED, FAILED, CANCELED.</param>
/// <param name="Failure">What ended it, when it failed.</param>
/// <param name="At">When.</param>
internal sealed record JobEnded(string State, string? Failure, DateTimeOffset At) : JournalEvent
{
    /// <summary>A person has ended it.</summary>
    public const string Canceled = "CANCELED";
}
