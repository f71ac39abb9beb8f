using System.Buffers;
using System.Text.Json;

namespace KongAkka.Pipeline.Rejects.Files;

/// <summary>
/// A rejected record as a line of JSON: <c>{"reason","detail","topic","partition","offset","timestamp","rejectedAt","value"}</c>, the timestamp in milliseconds since 1970,
/// the time of rejection as ISO 8601 in UTC, the value in Base64.
/// </summary>
internal static class RejectLine
{
    /// <summary>Writes records, a line each.</summary>
    /// <param name="records">The records.</param>
    /// <returns>The lines.</returns>
    public static ReadOnlySpan<byte> Format(IReadOnlyList<RejectedRecord> records)
    {
        var lines = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(lines);
        foreach (var record in records)
        {
            Write(json, record);
            json.Flush();
            lines.Write("\n"u8);
            json.Reset();
        }

        return lines.WrittenSpan;
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="record">The record.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryRead(string line, out RejectedRecord record)
    {
        record = default;
        try
        {
            using var json = JsonDocument.Parse(line);
            record = Read(json.RootElement);
            return true;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static void Write(Utf8JsonWriter json, in RejectedRecord record)
    {
        json.WriteStartObject();
        json.WriteString("reason", record.Reason);
        json.WriteString("detail", record.Detail);
        json.WriteString("topic", record.Topic);
        json.WriteNumber("partition", record.Partition);
        json.WriteNumber("offset", record.Offset);
        json.WriteNumber("timestamp", record.Timestamp);
        json.WriteString("rejectedAt", record.RejectedAt.UtcDateTime);
        json.WriteBase64String("value", record.Value.Span);
        json.WriteEndObject();
    }

    private static RejectedRecord Read(JsonElement json) => new(
        json.GetProperty("reason").GetString()!,
        json.GetProperty("detail").GetString()!,
        json.GetProperty("topic").GetString()!,
        json.GetProperty("partition").GetInt32(),
        json.GetProperty("offset").GetInt64(),
        json.GetProperty("timestamp").GetInt64(),
        json.GetProperty("value").GetBytesFromBase64())
    {
        // Earlier versions did not write it.
        RejectedAt = json.TryGetProperty("rejectedAt", out var time) ? time.GetDateTimeOffset() : DateTimeOffset.UnixEpoch,
    };
}
