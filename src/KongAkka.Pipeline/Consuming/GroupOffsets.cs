using Confluent.Kafka;
using KongAkka.Pipeline.Consuming.Native;
using KongAkka.Pipeline.Consuming.Resolving;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.Pipeline.Consuming;

/// <summary>The offsets that a consumer group keeps in Kafka, each with a text; for lag monitors, and to notice that a job's own journal is an old one.</summary>
public static class GroupOffsets
{
    /// <summary>Reads what was committed. Brokers that cannot be reached are tried until the call is cancelled.</summary>
    /// <param name="settings">Names the brokers, the topic and the group.</param>
    /// <param name="partitions">The partitions.</param>
    /// <param name="cancellation">Ends the trying.</param>
    /// <param name="logger">Where it is told what is waited for; nowhere by default.</param>
    /// <returns>The commits; a partition that has none is missing.</returns>
    /// <exception cref="UnrecoverableException">A permission is missing, or a property is wrong.</exception>
    /// <exception cref="KafkaException">Another error of Kafka's.</exception>
    public static async Task<IReadOnlyDictionary<int, GroupCommit>> ReadAsync(
        KafkaSettings settings, IReadOnlyCollection<int> partitions, CancellationToken cancellation, ILogger? logger = null)
    {
        if (partitions.Count == 0) return new Dictionary<int, GroupCommit>();
        Librdkafka.EnsureUsable();
        var call = new PatientCall(settings, logger ?? NullLogger.Instance, TimeProvider.System);
        using var client = new TopicClient(settings, call.Log);
        return await call.AskAsync(() => client.GroupCommitsAsync(partitions), cancellation).ConfigureAwait(false);
    }

    /// <summary>Commits offsets where no source is running, as at the end of a bounded job.</summary>
    /// <param name="settings">Names the brokers, the topic and the group.</param>
    /// <param name="positions">The next offset of each partition.</param>
    /// <param name="metadata">The text that goes with them; Kafka takes 4,096 bytes unless it is set otherwise.</param>
    /// <exception cref="KafkaException">Kafka refuses, or no broker answers within 10 s.</exception>
    public static async Task CommitAsync(KafkaSettings settings, IReadOnlyCollection<PartitionPosition> positions, string metadata = "")
    {
        if (positions.Count == 0) return;
        Librdkafka.EnsureUsable();
        using var client = new TopicClient(settings);
        await client.WriteGroupCommitsAsync(positions, metadata).ConfigureAwait(false);
    }
}
