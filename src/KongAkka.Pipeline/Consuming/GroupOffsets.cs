using Confluent.Kafka;
using KongAkka.Pipeline.Consuming.Native;
using KongAkka.Pipeline.Consuming.Resolving;

namespace KongAkka.Pipeline.Consuming;

/// <summary>The offsets that a consumer group keeps in Kafka, for lag monitors; the job's own journal is the truth.</summary>
public static class GroupOffsets
{
    /// <summary>Commits offsets where no source is running, as at the end of a bounded job.</summary>
    /// <param name="settings">Names the brokers, the topic and the group.</param>
    /// <param name="positions">The next offset of each partition.</param>
    /// <exception cref="KafkaException">Kafka refuses, or no broker answers within 10 s.</exception>
    public static async Task CommitAsync(KafkaSettings settings, IReadOnlyCollection<PartitionPosition> positions)
    {
        if (positions.Count == 0) return;
        Librdkafka.EnsureUsable();
        using var client = new TopicClient(settings);
        await client.WriteGroupOffsetsAsync(positions).ConfigureAwait(false);
    }
}
