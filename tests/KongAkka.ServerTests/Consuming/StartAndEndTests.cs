using System.Text;
using Confluent.Kafka;
using KongAkka.Pipeline.Consuming;
using KongAkka.SandboxTests.Consuming;
using KongAkka.ServerTests.Kafka;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.ServerTests.Consuming;

[Collection(KafkaGroup.Name)]
public sealed class StartAndEndTests(RealKafka kafka)
{
    [KafkaFact]
    public async Task A_timestamp_begins_at_the_first_record_not_older_and_ends_before_it()
    {
        var settings = await kafka.NewTopicAsync(partitions: 2);
        var noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        using (var producer = kafka.Producer())
        {
            for (var i = 0; i < 100; i++) Send(producer, settings.Topic, noon + (i * 1000));
            producer.Flush(Eventually.Patience);
        }

        var bounds = await ResolveAsync(settings with
        {
            Startup = StartupMode.Timestamp,
            StartupTimestamp = noon + 19_500,
            Bounded = BoundedMode.Timestamp,
            BoundedTimestamp = noon + 30_000,
        });
        Assert.Equal([new PartitionBounds(0, 20, 30), new PartitionBounds(1, 0, 0)], bounds);

        bounds = await ResolveAsync(settings with { Startup = StartupMode.Timestamp, StartupTimestamp = noon + 1_000_000 });
        Assert.Equal([new PartitionBounds(0, 100), new PartitionBounds(1, 0)], bounds);
    }

    [KafkaFact]
    public async Task A_group_is_gone_on_with_where_a_source_committed()
    {
        var settings = (await kafka.NewTopicAsync(partitions: 2)) with { Startup = StartupMode.GroupOffsets };
        using (var producer = kafka.Producer())
        {
            for (var i = 0; i < 100; i++) Send(producer, settings.Topic, 0);
            producer.Flush(Eventually.Patience);
        }
        await using (var run = new SourceRun(settings, new PartitionBounds(0, 0, 100), new PartitionBounds(1, 0)))
        {
            await run.UntilAsync(100);
            run.Control.Commit([new PartitionPosition(0, 60), new PartitionPosition(1, 0)]);
        }
        Assert.Equal([new PartitionBounds(0, 60), new PartitionBounds(1, 0)], await ResolveAsync(settings));

        await GroupOffsets.CommitAsync(settings, [new PartitionPosition(0, 100)]);
        Assert.Equal([new PartitionBounds(0, 100), new PartitionBounds(1, 0)], await ResolveAsync(settings));
    }

    [KafkaFact]
    public async Task Offsets_that_are_given_begin_and_end_and_the_rest_follows_Flink()
    {
        var settings = await kafka.NewTopicAsync(partitions: 2);
        using (var producer = kafka.Producer())
        {
            for (var i = 0; i < 10; i++) Send(producer, settings.Topic, 0);
            producer.Flush(Eventually.Patience);
        }
        var bounds = await ResolveAsync(settings with
        {
            Startup = StartupMode.SpecificOffsets,
            StartupOffsets = new Dictionary<int, long> { [0] = 3 },
            Bounded = BoundedMode.SpecificOffsets,
            BoundedOffsets = new Dictionary<int, long> { [0] = 7 },
        });
        Assert.Equal([new PartitionBounds(0, 3, 7), new PartitionBounds(1, 0, 0)], bounds);
    }

    private static void Send(IProducer<byte[]?, byte[]> producer, string topic, long timestamp) => producer.Produce(
        new TopicPartition(topic, 0),
        new Message<byte[]?, byte[]> { Value = Encoding.UTF8.GetBytes("x"), Timestamp = timestamp == 0 ? Timestamp.Default : new Timestamp(timestamp, TimestampType.CreateTime) });

    private static Task<IReadOnlyList<PartitionBounds>> ResolveAsync(KafkaSettings settings) =>
        new OffsetResolver(settings, NullLogger.Instance).ResolveAsync(CancellationToken.None);
}
