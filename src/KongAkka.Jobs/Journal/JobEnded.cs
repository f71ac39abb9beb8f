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

    /// <summary>Reads one that did not fail: what is null is not written.</summary>
    /// <param name="state">Flink's word for the end.</param>
    /// <param name="at">When.</param>
    [JsonConstructor]
    public JobEnded(string state, DateTimeOffset at)
        : this(state, null, at)
    {
    }
}
