using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KongAkka.Jobs.Replays;
using KongAkka.Pipeline.Rejects;

namespace KongAkka.Service.Commands.Rejects;

/// <summary>The lines that the commands below <c>rejects</c> print for programs.</summary>
internal static class RejectsJson
{
    /// <summary><c>{"reason","count","distinct","bytes","first","last","origins":[{"topic","partition","first","last","count","distinct","bytes"}]}</c>.</summary>
    /// <param name="reason">The counts.</param>
    public static string Of(ReasonCount reason) => Write(json =>
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
    public static string Of(string file, long bytes) => Write(json =>
    {
        json.WriteString("file", file);
        json.WriteNumber("bytes", bytes);
    });

    /// <summary>
    /// <c>{"reason","detail","topic","partition","offset","timestamp","rejectedAt","value"}</c>, the value as text; where it is not UTF-8 there is <c>base64</c> in its place.
    /// </summary>
    /// <param name="record">The record.</param>
    public static string Of(RejectedRecord record) => Write(json =>
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
    public static string Of(ReplayTally tally) => Write(json =>
    {
        json.WriteNumber("loaded", tally.Loaded);
        json.WriteNumber("loads", tally.Loads);
        Write(json, "rejected", tally.Rejected);
        Write(json, "dropped", tally.Dropped);
        json.WriteNumber("replayedBefore", tally.ReplayedBefore);
        json.WriteNumber("notPassed", tally.NotPassed);
        json.WriteNumber("readAgain", tally.ReadAgain);
    });

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, long> counts)
    {
        json.WriteStartObject(name);
        foreach (var (reason, count) in counts) json.WriteNumber(reason, count);
        json.WriteEndObject();
    }

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

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
