using Confluent.Kafka;
using KongAkka.Pipeline.Consuming.JavaClient;

namespace KongAkka.Pipeline.Rejects.Kafka;

/// <summary>The librdkafka properties of the producer of rejects: those that correctness needs, defaults that can be tuned, and the user's.</summary>
internal static class ProducerProperties
{
    private static readonly Dictionary<string, string> Needed = new()
    {
        ["acks"] = "all",
        ["enable.idempotence"] = "true",
    };

    private static readonly Dictionary<string, string> Tunable = new()
    {
        ["client.id"] = "kongakka-rejects",
        ["socket.keepalive.enable"] = "true",
        // A record that Kafka took once is for the topic to refuse, not for the client.
        ["message.max.bytes"] = "1000000000",
        // Bounds the memory of rejects on their way.
        ["queue.buffering.max.kbytes"] = "65536",
        // How long passing trouble is waited out before the job says that it waits.
        ["message.timeout.ms"] = "60000",
        ["topic.metadata.propagation.max.ms"] = "10000",
        ["dotnet.producer.delivery.report.fields"] = "none",
    };

    /// <summary>The properties.</summary>
    /// <param name="topic">Names the brokers and the user's properties.</param>
    /// <exception cref="UnrecoverableException">A property of the settings cannot be.</exception>
    /// <exception cref="KafkaException">A file that a property names cannot be used at present.</exception>
    public static Dictionary<string, string> For(RejectTopic topic)
    {
        var translation = JavaProperties.Translate(topic.Properties);
        if (translation.Obstacle("rejects.properties") is { } obstacle) throw obstacle;
        var result = new Dictionary<string, string>(Tunable);
        foreach (var (key, value) in translation.Properties) result[key] = value;
        foreach (var (key, value) in Needed) result[key] = value;
        result["bootstrap.servers"] = topic.BootstrapServers;
        return result;
    }
}
