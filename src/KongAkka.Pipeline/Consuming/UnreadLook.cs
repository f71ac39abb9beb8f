using Confluent.Kafka;
using KongAkka.Pipeline.Consuming.Native;
using KongAkka.Pipeline.Consuming.Resolving;

namespace KongAkka.Pipeline.Consuming;

/// <summary>What Kafka told of the records that are not yet read.</summary>
/// <param name="Retention">The topic's <c>retention.ms</c>; null when it has no end or may not be asked.</param>
/// <param name="First">By partition, the offset that was asked for and Kafka's timestamp of the first record from there on; a partition without one is missing.</param>
/// <param name="At">When it was asked.</param>
public sealed record UnreadLook(TimeSpan? Retention, IReadOnlyDictionary<int, (long Next, DateTimeOffset Timestamp)> First, DateTimeOffset At)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // One record of each partition is wanted: no more of what Kafka holds than one batch of it is fetched.
    private static readonly Dictionary<string, string> Sparing = new() { ["queued.min.messages"] = "1", ["fetch.message.max.bytes"] = "16384", ["fetch.min.bytes"] = "1" };

    /// <summary>Looks, with a client of its own that is closed at once: the one that reads is not disturbed.</summary>
    /// <param name="settings">The topic.</param>
    /// <param name="next">The next offset of each partition that has unread records.</param>
    /// <exception cref="KafkaException">There is no answer.</exception>
    public static async Task<UnreadLook> TakeAsync(KafkaSettings settings, IReadOnlyDictionary<int, long> next)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Librdkafka.EnsureUsable();
        var sparing = settings with { Properties = new Dictionary<string, string>([.. settings.Properties.Where(p => !Sparing.ContainsKey(p.Key)), .. Sparing]) };
        using var client = new TopicClient(sparing);
        var retention = await client.RetentionAsync().ConfigureAwait(false);
        // Reading blocks: not on a thread of the pool.
        var first = await Task.Factory.StartNew(() => Read(sparing, next), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        return new UnreadLook(retention, first, DateTimeOffset.UtcNow);
    }

    private static Dictionary<int, (long, DateTimeOffset)> Read(KafkaSettings settings, IReadOnlyDictionary<int, long> next)
    {
        var first = new Dictionary<int, (long, DateTimeOffset)>();
        if (next.Count == 0) return first;
        using var consumer = NativeConsumer.Build(settings, builder => builder.SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }));
        consumer.Assign(next.Select(n => new TopicPartitionOffset(settings.Topic, n.Key, n.Value)));
        var open = next.Keys.ToHashSet();
        var began = TimeProvider.System.GetTimestamp();
        while (open.Count > 0 && TimeProvider.System.GetElapsedTime(began) < Patience)
        {
            if (consumer.Consume(TimeSpan.FromMilliseconds(200)) is not { } found || !open.Remove(found.Partition.Value)) continue;
            if (!found.IsPartitionEOF && found.Message.Timestamp is { Type: not TimestampType.NotAvailable } stamp)
                first[found.Partition.Value] = (next[found.Partition.Value], DateTimeOffset.FromUnixTimeMilliseconds(stamp.UnixTimestampMs));
            consumer.IncrementalUnassign([found.TopicPartition]);
        }

        consumer.Unassign();
        consumer.Close();
        return first;
    }
}
