using System.Text.Json;
using KongAkka.Jobs.Replays;
using KongAkka.Pipeline.Rejects;

namespace KongAkka.Service.Commands.Rejects;

/// <summary>The lines that the commands below <c>rejects</c> print for programs.</summary>
internal static class RejectsJson
{
    /// <summary><c>{"reason","count","distinct","bytes","first","last","origins":[{"topic","partition","first","last","count","distinct","bytes"}]}</c>.</summary>
    /// <param name="reason">The counts.</param>
    public static string Of(ReasonCount reason) => JsonLine.Of(json =>
    {
        json.WriteString("reason", reason.Reason);
        json.WriteNumber("count", reason.Count);
        json.WriteNumber("distinct", reason.Distinct);
        json.WriteNumber("bytes", reason.Bytes);
        json.WriteString("first", reason.First.UtcDateTime);
        json.WriteString("last", reason.Last.UtcDateTime);
        json.WriteStartArray("origins");
        foreach (var origin in reason.Origins) Write(json, origin);
        json.WriteEndArray();
    });

    /// <summary><c>{"file","bytes"}</c>.</summary>
    /// <param name="file">The file's path.</param>
    /// <param name="bytes">Its size.</param>
    public static string Of(string file, long bytes) => JsonLine.Of(json =>
    {
        json.WriteString("file", file);
        json.WriteNumber("bytes", bytes);
    });

    /// <summary>
    /// <c>{"reason","detail","topic","partition","offset","timestamp","rejectedAt","value"}</c>, the value as text; where it is not UTF-8 there is <c>base64</c> in its place.
    /// </summary>
    /// <param name="record">The record.</param>
    public static string Of(RejectedRecord record) => JsonLine.Of(json =>
    {
        json.WriteString("reason", record.Reason);
        json.WriteString("detail", record.Detail);
        json.WriteString("topic", record.Topic);
        json.WriteNumber("partition", record.Partition);
        json.WriteNumber("offset", record.Offset);
        json.WriteNumber("timestamp", record.Timestamp);
        json.WriteString("rejectedAt", record.RejectedAt.UtcDateTime);
        if (RejectedText.Of(record.Value.Span) is { } text) json.WriteString("value", text);
        else json.WriteBase64String("base64", record.Value.Span);
    });

    /// <summary><c>{"loaded","loads","rejected":{reason:n},"dropped":{reason:n},"replayedBefore","notPassed","readAgain"}</c>.</summary>
    /// <param name="tally">What a replay came to.</param>
    public static string Of(ReplayTally tally) => JsonLine.Of(json =>
    {
        json.WriteNumber("loaded", tally.Loaded);
        json.WriteNumber("loads", tally.Loads);
        JsonLine.WriteCounts(json, "rejected", tally.Rejected);
        JsonLine.WriteCounts(json, "dropped", tally.Dropped);
        json.WriteNumber("replayedBefore", tally.ReplayedBefore);
        json.WriteNumber("notPassed", tally.NotPassed);
        json.WriteNumber("readAgain", tally.ReadAgain);
    });

    private static void Write(Utf8JsonWriter json, OriginCount origin)
    {
        json.WriteStartObject();
        json.WriteString("topic", origin.Topic);
        json.WriteNumber("partition", origin.Partition);
        json.WriteNumber("first", origin.First);
        json.WriteNumber("last", origin.Last);
        json.WriteNumber("count", origin.Count);
        json.WriteNumber("distinct", origin.Distinct);
        json.WriteNumber("bytes", origin.Bytes);
        json.WriteEndObject();
    }
}
