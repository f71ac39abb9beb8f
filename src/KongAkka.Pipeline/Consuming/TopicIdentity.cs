namespace KongAkka.Pipeline.Consuming;

/// <summary>Which topic of which cluster it is. Offsets are of use only while both are the same: a topic that is made anew under its name gets another id.</summary>
/// <param name="ClusterId">The cluster's id.</param>
/// <param name="TopicId">The topic's id as Kafka's own tools write it; empty where the broker knows none (older than Kafka 2.8).</param>
public sealed record TopicIdentity(string ClusterId, string TopicId);
