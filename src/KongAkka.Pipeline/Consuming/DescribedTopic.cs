using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace KongAkka.Pipeline.Consuming;

/// <summary>What brokers say of a topic.</summary>
/// <param name="Error">Why they do not say more: it is missing, may not be seen, or has no name of a topic; none where it is there.</param>
/// <param name="Partitions">The number of its partitions.</param>
/// <param name="Rights">What this user may do with it; null where the brokers do not tell, as before Kafka 2.3, or not within 5 s.</param>
public sealed record DescribedTopic(Error Error, int Partitions, IReadOnlyCollection<AclOperation>? Rights);
