namespace KongAkka.Sandbox.Kafka;

/// <summary>Kinds of requests of Kafka's protocol, by their API key.</summary>
public enum KafkaApi : short
{
    /// <summary>Records from a producer.</summary>
    Produce = 0,

    /// <summary>Records to a consumer.</summary>
    Fetch = 1,

    /// <summary>Offsets by time, and the ends of a partition.</summary>
    ListOffsets = 2,

    /// <summary>Brokers, topics and leaders.</summary>
    Metadata = 3,

    /// <summary>A group's offsets are written.</summary>
    OffsetCommit = 8,

    /// <summary>A group's offsets are read.</summary>
    OffsetFetch = 9,

    /// <summary>Which broker keeps a group's offsets.</summary>
    FindCoordinator = 10,

    /// <summary>An id for an idempotent producer.</summary>
    InitProducerId = 22,
}
