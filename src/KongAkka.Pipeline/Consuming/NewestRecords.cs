using Confluent.Kafka;
using KongAkka.Pipeline.Consuming.Native;
using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.Pipeline.Consuming;

/// <summary>The newest records of a topic over all of its partitions, by Kafka's timestamps. Reading them joins no group and commits nothing.</summary>
/// <param name="Records">The records, the newest last.</param>
/// <param name="IsWhole">Whether every partition was read to its end in time.</param>
public sealed record NewestRecords(IReadOnlyList<NewestRecord> Records, bool IsWhole)
{
    // What is read of many partitions to find the newest records among all of them.
    private const int MostRead = 1_000_000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads them.</summary>
    /// <param name="settings">The topic.</param>
    /// <param name="bounds">What each partition holds, as <see cref="OffsetResolver"/> tells it for the modes <c>earliest-offset</c> and <c>latest-offset</c>.</param>
    /// <param name="count">The most records to return.</param>
    /// <param name="patience">How long the reading may take; what came until then is returned.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="UnrecoverableException">A permission is missing, or a property is wrong.</exception>
    /// <exception cref="KafkaException">Another error of Kafka's.</exception>
    public static Task<NewestRecords> ReadAsync(
        KafkaSettings settings, IReadOnlyList<PartitionBounds> bounds, int count, TimeSpan patience, CancellationToken cancellation)
    {
        Librdkafka.EnsureUsable();
        var ends = Ends(bounds, count);
        // Reading blocks: not on a thread of the pool.
        return Task.Factory.StartNew(() => Read(settings, ends, count, patience, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The end of each partition among which the newest records are; the partitions that hold nothing are left out.</summary>
    internal static IReadOnlyList<PartitionBounds> Ends(IReadOnlyList<PartitionBounds> bounds, int count)
    {
        var filled = bounds.Where(b => b.Start < b.End).ToArray();
        var share = Math.Max(1, filled.Length);
        var most = Math.Min(count, Math.Max((count + share - 1) / share, MostRead / share));
        return [.. filled.Select(b => b with { Start = Math.Max(b.Start, b.End - most) })];
    }

    private static NewestRecords Read(KafkaSettings settings, IReadOnlyList<PartitionBounds> ends, int count, TimeSpan patience, CancellationToken cancellation)
    {
        var newest = new PriorityQueue<NewestRecord, (DateTimeOffset, long)>(count + 1);
        var open = ends.ToDictionary(b => b.Partition, b => b.End);
        using var consumer = NativeConsumer.BuildQuiet<byte[], byte[]?>(settings);
        consumer.Assign(ends.Select(b => new TopicPartitionOffset(settings.Topic, b.Partition, b.Start)));
        var began = TimeProvider.System.GetTimestamp();
        while (open.Count > 0 && TimeProvider.System.GetElapsedTime(began) < patience)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Consume(consumer, settings) is not { } found || !open.TryGetValue(found.Partition.Value, out var end)) continue;
            if (found.IsPartitionEOF || found.Offset >= end - 1) open.Remove(found.Partition.Value);
            if (!found.IsPartitionEOF && found.Offset < end) Keep(newest, count, found);
        }

        return new NewestRecords([.. newest.UnorderedItems.OrderBy(n => n.Priority).Select(n => n.Element)], open.Count == 0);
    }

    private static void Keep(PriorityQueue<NewestRecord, (DateTimeOffset, long)> newest, int count, ConsumeResult<byte[], byte[]?> found)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(0, found.Message.Timestamp.UnixTimestampMs));
        newest.Enqueue(new NewestRecord(found.Partition.Value, found.Offset.Value, at, found.Message.Value), (at, found.Offset.Value));
        if (newest.Count > count) newest.Dequeue();
    }

    private static ConsumeResult<byte[], byte[]?>? Consume(IConsumer<byte[], byte[]?> consumer, KafkaSettings settings)
    {
        try
        {
            return consumer.Consume(Look);
        }
        catch (ConsumeException e) when (ConsumerErrors.React(e.Error.Code) is ErrorReaction.Retried or ErrorReaction.Unreachable)
        {
            // librdkafka goes on by itself.
            return null;
        }
        catch (ConsumeException e)
        {
            throw ConsumerErrors.ToException(e.Error, settings);
        }
    }
}
