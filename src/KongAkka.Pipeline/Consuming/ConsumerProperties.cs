using System.Globalization;
using Confluent.Kafka;
using KongAkka.Pipeline.Consuming.JavaClient;

namespace KongAkka.Pipeline.Consuming;

/// <summary>The librdkafka properties of a source: those that correctness needs, defaults that can be tuned, and the user's.</summary>
public static class ConsumerProperties
{
    /// <summary>The key that decides where a first start begins when the group has no offset: read by us and never given to librdkafka.</summary>
    public const string OffsetReset = "auto.offset.reset";

    private static readonly Dictionary<string, string> Needed = new()
    {
        // Offsets are kept by the job: Kafka's are for lag monitors, and librdkafka must never choose one.
        ["enable.auto.commit"] = "false",
        ["enable.auto.offset.store"] = "false",
        ["enable.partition.eof"] = "true",
        ["isolation.level"] = "read_committed",
    };

    private static readonly Dictionary<string, string> Tunable = new()
    {
        ["client.id"] = "kongakka",
        ["allow.auto.create.topics"] = "false",
        ["socket.keepalive.enable"] = "true",
        // No group is joined: how long a commit waits for the group's coordinator, and the end of a consumer for that commit.
        ["session.timeout.ms"] = "10000",
        // As the Java client does: a batch that was damaged on a disk must not be read as if it were whole.
        ["check.crcs"] = "true",
        // Bounds the memory of fetched records: the queue, and one answer of each broker beyond it. librdkafka takes about 500 bytes more for each record.
        ["queued.max.messages.kbytes"] = "16384",
        ["fetch.max.bytes"] = "16777216",
        // Lets fetching go on soon after the queue was full.
        ["fetch.queue.backoff.ms"] = "10",
        // Few large answers instead of many small ones; a load waits for seconds, so 100 ms cost nothing.
        ["fetch.min.bytes"] = "65536",
        ["fetch.wait.max.ms"] = "100",
    };

    /// <summary>The properties of the consumer.</summary>
    /// <param name="settings">The settings.</param>
    /// <exception cref="UnrecoverableException">A property of the settings cannot be.</exception>
    /// <exception cref="KafkaException">A file that a property names cannot be used at present.</exception>
    internal static Dictionary<string, string> For(KafkaSettings settings)
    {
        var translation = JavaProperties.Translate(settings.Properties);
        if (translation.Obstacle($"{settings.Section}.properties", OtherFaults(settings, translation)) is { } obstacle) throw obstacle;
        var result = new Dictionary<string, string>(Tunable)
        {
            ["topic.metadata.propagation.max.ms"] = Math.Clamp((long)settings.TopicWait.TotalMilliseconds, 0, 3_600_000).ToString(CultureInfo.InvariantCulture),
        };
        // With that protocol it is the brokers' own, and librdkafka takes no other word for it.
        if (string.Equals(translation.Properties.GetValueOrDefault("group.protocol"), "consumer", StringComparison.OrdinalIgnoreCase)) result.Remove("session.timeout.ms");
        foreach (var (key, value) in translation.Properties) result[key] = value;
        foreach (var (key, value) in Needed) result[key] = value;
        result["bootstrap.servers"] = settings.BootstrapServers;
        result["group.id"] = settings.GroupId;
        result[OffsetReset] = "error";
        return result;
    }

    private static List<string> OtherFaults(KafkaSettings settings, Translation translation)
    {
        var faults = new List<string>();
        foreach (var (key, value) in translation.Properties)
        {
            if (FaultOf(settings, key, value) is { } fault) faults.Add($"{key}: {fault}");
        }

        return faults;
    }

    private static string? FaultOf(KafkaSettings settings, string key, string value) => key switch
    {
        OffsetReset => value is "earliest" or "latest" or "none" ? null : $"'{value}' is not one of earliest, latest, none",
        "bootstrap.servers" or "metadata.broker.list" => value == settings.BootstrapServers ? null : "is set by bootstrap-servers of the source",
        "group.id" => value == settings.GroupId ? null : "is set by group-id of the source",
        _ when Needed.TryGetValue(key, out var needed) => value == needed ? null : $"must be {needed}, else records could be lost or read twice",
        _ => null,
    };
}
