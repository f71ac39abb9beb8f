using Confluent.Kafka;

namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>An error that came in place of a partition's records.</summary>
/// <param name="Partition">The partition; negative when it concerns none.</param>
/// <param name="Error">The error.</param>
internal sealed record PartitionFault(int Partition, Error Error);
