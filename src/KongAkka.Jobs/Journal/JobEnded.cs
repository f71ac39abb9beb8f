using System.Text.Json.Serialization;

namespace KongAkka.Jobs.Journal;

/// <summary>A job has reached an end.</summary>
/// <param name="State">Flink's word for it: FINISHED, FAILED, CANCELED.</param>
/// <param name="At">When.</param>
/// <param name="Failure">What ended it, when it failed; absent otherwise.</param>
/// <param name="Savepoint">The folder of the savepoint with which a person stopped it; absent otherwise.</param>
internal sealed record JobEnded(
    string State, [property: JsonPropertyOrder(1)] DateTimeOffset At, string? Failure = null, [property: JsonPropertyOrder(2)] string? Savepoint = null) : JournalEvent
{
    /// <summary>A person has ended it.</summary>
    public const string Canceled = "CANCELED";

    /// <summary>All was read, or a person has stopped it with a savepoint.</summary>
    public const string Finished = "FINISHED";
}
