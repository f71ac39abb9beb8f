using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace KongAkka.Pipeline.Rejects.Kafka;

/// <summary>
/// A rejected record as a message: the key is <c>topic-partition-offset</c> of its origin, the value its bytes, and headers say the rest, each as UTF-8 text:
/// <c>kongakka.job</c>, <c>.reason</c>, <c>.detail</c>, <c>.topic</c>, <c>.partition</c>, <c>.offset</c>, <c>.timestamp</c> (milliseconds since 1970, -1 for none) and
/// <c>.rejected-at</c> (ISO 8601, UTC).
/// </summary>
internal static class RejectHeaders
{
    private const string Prefix = "kongakka.";

    /// <summary>Makes the message.</summary>
    /// <param name="record">The record.</param>
    /// <param name="job">The job that rejected it.</param>
    public static Message<byte[], byte[]> ToMessage(in RejectedRecord record, string job) => new()
    {
        Key = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{record.Topic}-{record.Partition}-{record.Offset}")),
        Value = record.Value.ToArray(),
        Timestamp = new Timestamp(record.RejectedAt),
        Headers =
        [
            Header("job", job),
            Header("reason", record.Reason),
            Header("detail", record.Detail),
            Header("topic", record.Topic),
            Header("partition", record.Partition.ToString(CultureInfo.InvariantCulture)),
            Header("offset", record.Offset.ToString(CultureInfo.InvariantCulture)),
            Header("timestamp", record.Timestamp.ToString(CultureInfo.InvariantCulture)),
            Header("rejected-at", record.RejectedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
        ],
    };

    /// <summary>The job that wrote a message; null when none did.</summary>
    /// <param name="message">The message.</param>
    public static string? JobOf(Message<byte[], byte[]> message) => Text(message, "job");

    /// <summary>Reads a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="record">The record.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryRead(Message<byte[], byte[]> message, out RejectedRecord record)
    {
        record = default;
        if (Text(message, "reason") is not { } reason || Text(message, "detail") is not { } detail || Text(message, "topic") is not { } topic) return false;
        if (!int.TryParse(Text(message, "partition"), CultureInfo.InvariantCulture, out var partition)) return false;
        if (!long.TryParse(Text(message, "offset"), CultureInfo.InvariantCulture, out var offset)) return false;
        if (!long.TryParse(Text(message, "timestamp"), CultureInfo.InvariantCulture, out var timestamp)) return false;
        if (!DateTimeOffset.TryParse(Text(message, "rejected-at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var rejectedAt)) return false;
        record = new RejectedRecord(reason, detail, topic, partition, offset, timestamp, message.Value ?? []) { RejectedAt = rejectedAt };
        return true;
    }

    private static Header Header(string name, string value) => new(Prefix + name, Encoding.UTF8.GetBytes(value));

    private static string? Text(Message<byte[], byte[]> message, string name) =>
        message.Headers.TryGetLastBytes(Prefix + name, out var bytes) ? Encoding.UTF8.GetString(bytes) : null;
}
