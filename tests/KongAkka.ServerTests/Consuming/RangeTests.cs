using System.Text;
using Confluent.Kafka;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.SandboxTests.Consuming;
using KongAkka.ServerTests.Kafka;

namespace KongAkka.ServerTests.Consuming;

/// <summary>Ranges that were planned once are read again: exactly their records come, and their end is reached by position.</summary>
[Collection(KafkaGroup.Name)]
public sealed class RangeTests(RealKafka kafka)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [KafkaFact]
    public async Task A_range_among_transactions_gives_its_committed_records()
    {
        // Offsets 0 to 9 committed, 10 control, 11 to 20 aborted, 21 control, 22 to 26 committed, 27 control.
        var settings = await kafka.NewTopicAsync();
        using (var producer = kafka.Producer(settings.Topic))
        {
            Transact(producer, settings.Topic, 10);
            producer.CommitTransaction(Timeout);
            Transact(producer, settings.Topic, 10);
            producer.AbortTransaction(Timeout);
            Transact(producer, settings.Topic, 5);
            producer.CommitTransaction(Timeout);
        }
        long[] there = [.. Range(0, 10), .. Range(22, 27)];
        (long First, long Next)[] ranges = [(0, 28), (3, 7), (5, 11), (9, 12), (10, 11), (11, 22), (12, 15), (15, 23), (20, 22), (21, 22), (22, 27), (26, 28), (27, 28)];
        foreach (var (first, next) in ranges) await AssertReadAsync(settings, first, next, there);
    }

    [KafkaFact]
    public async Task A_range_of_a_compacted_topic_gives_what_is_left()
    {
        var settings = await CompactedTopic.NewAsync(kafka);
        using (var producer = kafka.Producer())
        {
            // Each 50th record has a key of its own and stays.
            var value = new byte[1000];
            await Task.WhenAll(Enumerable.Range(0, 5000).Select(i => producer.ProduceAsync(
                new TopicPartition(settings.Topic, 0), new Message<byte[]?, byte[]> { Key = Encoding.UTF8.GetBytes(i % 50 == 0 ? $"{i}" : "k"), Value = value })));
        }
        await Eventually.TrueAsync(() => CompactedTopic.IsGone(settings, 501), () => "offset 501 is still there");

        long[] there = [.. Range(0, 500).Where(o => o % 50 == 0)];
        (long First, long Next)[] ranges = [(0, 500), (0, 1), (1, 50), (1, 51), (49, 151), (60, 99), (60, 100), (100, 101), (449, 450)];
        foreach (var (first, next) in ranges) await AssertReadAsync(settings, first, next, there);
    }

    [KafkaFact]
    public async Task A_range_whose_first_offsets_are_gone_ends_the_job_or_counts_them()
    {
        var settings = await kafka.NewTopicAsync();
        using (var producer = kafka.Producer(settings.Topic))
        {
            Transact(producer, settings.Topic, 10);
            producer.CommitTransaction(Timeout);
            Transact(producer, settings.Topic, 10);
            producer.AbortTransaction(Timeout);
        }
        // In the middle of the aborted records, which are 11 to 20; 21 is a control record.
        using (var admin = kafka.Admin()) await admin.DeleteRecordsAsync([new TopicPartitionOffset(settings.Topic, 0, 15)]);

        await using (var failing = new SourceRun(settings, new PartitionBounds(0, 5, 22)))
        {
            var failure = await Assert.ThrowsAsync<UnrecoverableException>(failing.CompletedAsync);
            Assert.Equal($"Topic {settings.Topic} partition 0 has no offset 5: Kafka has 15 up to 22.", failure.What);
            Assert.Equal(0, failing.Count);
        }
        await using var skipping = new SourceRun(settings with { OnLostOffsets = LostOffsets.Continue }, new PartitionBounds(0, 5, 22));
        await skipping.CompletedAsync();
        Assert.Equal(0, skipping.Count);
        Assert.Equal(10, skipping.Control.OffsetsLost);
        Assert.Equal(new PartitionPosition(0, 22), skipping.Positions.Last());
    }

    private static IEnumerable<long> Range(int first, int next) => Enumerable.Range(first, next - first).Select(o => (long)o);

    private static async Task AssertReadAsync(KafkaSettings settings, long first, long next, long[] there)
    {
        await using var run = new SourceRun(settings, new PartitionBounds(0, first, next));
        await run.CompletedAsync();
        Assert.Equal(there.Where(o => o >= first && o < next), run.Offsets());
        Assert.Equal(next, Math.Max(run.Offsets().LastOrDefault(first - 1) + 1, run.Positions.LastOrDefault(new PartitionPosition(0, first)).Next));
        Assert.Equal(0, run.Control.OffsetsLost);
    }

    private static void Transact(IProducer<byte[]?, byte[]> producer, string topic, int count)
    {
        producer.BeginTransaction();
        for (var i = 0; i < count; i++) producer.Produce(new TopicPartition(topic, 0), new Message<byte[]?, byte[]> { Value = "x"u8.ToArray() });
        // What is not sent yet would not be there to be aborted.
        producer.Flush(Timeout);
    }
}
