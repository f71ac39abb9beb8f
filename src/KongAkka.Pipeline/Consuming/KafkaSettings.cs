namespace KongAkka.Pipeline.Consuming;

/// <summary>What to read from Kafka, and how.</summary>
public sealed record KafkaSettings
{
    /// <summary>The brokers to ask first, <c>host:port</c> separated by commas.</summary>
    public required string BootstrapServers { get; init; }

    /// <summary>The topic.</summary>
    public required string Topic { get; init; }

    /// <summary>The consumer group to which offsets are committed, for lag monitors only; read by <see cref="StartupMode.GroupOffsets"/>.</summary>
    public required string GroupId { get; init; }

    /// <summary>Where a first start begins.</summary>
    public StartupMode Startup { get; init; } = StartupMode.GroupOffsets;

    /// <summary>For <see cref="StartupMode.Timestamp"/>: milliseconds since 1970.</summary>
    public long StartupTimestamp { get; init; }

    /// <summary>For <see cref="StartupMode.SpecificOffsets"/>: the first offset by partition.</summary>
    public IReadOnlyDictionary<int, long> StartupOffsets { get; init; } = new Dictionary<int, long>();

    /// <summary>Where the job stops to read.</summary>
    public BoundedMode Bounded { get; init; } = BoundedMode.Unbounded;

    /// <summary>For <see cref="BoundedMode.Timestamp"/>: milliseconds since 1970.</summary>
    public long BoundedTimestamp { get; init; }

    /// <summary>For <see cref="BoundedMode.SpecificOffsets"/>: the offset to stop before, by partition.</summary>
    public IReadOnlyDictionary<int, long> BoundedOffsets { get; init; } = new Dictionary<int, long>();

    /// <summary>How long a missing topic is waited for. 60 s by default.</summary>
    public TimeSpan TopicWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often it is asked whether the topic has new partitions; zero for never. 5 min by default, as in Flink.</summary>
    public TimeSpan PartitionDiscoveryInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What to do when Kafka no longer has an offset that must be read.</summary>
    public LostOffsets OnLostOffsets { get; init; } = LostOffsets.Fail;

    /// <summary>The section of the configuration that these are of, for messages: <c>source</c> by default.</summary>
    public string Section { get; init; } = "source";

    /// <summary>Properties for librdkafka that win over the defaults, by librdkafka's names.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();
}
