using System.Text.Json.Serialization;

namespace KongAkka.Jobs.Journal;

/// <summary>A job has reached an end.</summary>
/// <param name="State">Flink's word for it: FINISHED, FAILED, CANCELED.</param>
/// <param name="Failure">What ended it, when it failed. Written when it is null too, for a field without a default must be there.</param>
/// <param name="At">When.</param>
internal sealed record JobEnded(string State, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Failure, DateTimeOffset At) : JournalEvent
{
    /// <summary>A person has ended it.</summary>
    public const string Canceled = "CANCELED";
}
