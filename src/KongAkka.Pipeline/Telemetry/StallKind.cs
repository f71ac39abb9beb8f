namespace KongAkka.Pipeline.Telemetry;

/// <summary>What can stand still; a closed set.</summary>
public enum StallKind
{
    /// <summary>Records are there and none comes.</summary>
    Source,

    /// <summary>No broker can be reached.</summary>
    SourceTrouble,

    /// <summary>A load does not end.</summary>
    Sink,

    /// <summary>The sink is waiting for something.</summary>
    SinkTrouble,

    /// <summary>Rejects cannot be made durable.</summary>
    RejectTrouble,
}
