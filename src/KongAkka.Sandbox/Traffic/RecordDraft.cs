namespace KongAkka.Sandbox.Traffic;

/// <summary>An access record while it is being made: the line, the JSON around it and what must become of it.</summary>
/// <param name="Line">The line's parts.</param>
/// <param name="Envelope">The JSON around the line.</param>
/// <param name="Record">The expectation; its value is written last.</param>
/// <param name="Random">The source of all draws.</param>
internal sealed record RecordDraft(AccessLine Line, JsonEnvelope Envelope, TrafficRecord Record, Random Random)
{
    /// <summary>The row that the record must become if it is kept.</summary>
    public AccessLogRow Row => Record.Row;
}
