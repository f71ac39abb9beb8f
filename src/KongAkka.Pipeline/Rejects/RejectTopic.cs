using KongAkka.Pipeline.Consuming;

namespace KongAkka.Pipeline.Rejects;

/// <summary>A topic for rejected records.</summary>
public sealed record RejectTopic
{
    /// <summary>The brokers to ask first, <c>host:port</c> separated by commas.</summary>
    public required string BootstrapServers { get; init; }

    /// <summary>The topic.</summary>
    public required string Name { get; init; }

    /// <summary>Properties for librdkafka that win over the defaults, by librdkafka's names.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>How the topic is read and asked about: from its first offset to its end, without joining a group or waiting for a topic that is missing.</summary>
    internal KafkaSettings Reading => new()
    {
        BootstrapServers = BootstrapServers,
        Topic = Name,
        GroupId = "kongakka-rejects",
        Startup = StartupMode.EarliestOffset,
        Bounded = BoundedMode.LatestOffset,
        TopicWait = TimeSpan.Zero,
        Section = "rejects",
        // What is tuned for a producer can be too much for a consumer.
        Properties = ConnectingProperties.In(Properties),
    };

    /// <summary>The topic and where it is; never the properties, which hold passwords.</summary>
    public override string ToString() => $"{Name} at {BootstrapServers}";
}
