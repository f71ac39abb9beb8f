using System.Text;
using Confluent.Kafka;
using KongAkka.Pipeline.Consuming;
using KongAkka.SandboxTests.Consuming;
using KongAkka.ServerTests.Kafka;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.ServerTests.Consuming;

[Collection(KafkaGroup.Name)]
public sealed class TransactionTests(RealKafka kafka)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [KafkaFact]
    public async Task Aborted_records_are_not_seen_and_the_end_behind_control_records_is_reached_by_position()
    {
        var settings = await kafka.NewTopicAsync();
        using (var producer = kafka.Producer(settings.Topic))
        {
            Transact(producer, settings.Topic, "committed", 10);
            producer.CommitTransaction(Timeout);
            Transact(producer, settings.Topic, "aborted", 10);
            producer.AbortTransaction(Timeout);
        }

        var bounds = await ResolveAsync(settings with { Bounded = BoundedMode.LatestOffset });
        Assert.Equal([new PartitionBounds(0, 0, 22)], bounds);

        await using var run = new SourceRun(settings, [.. bounds]);
        await run.CompletedAsync();
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"committed {i}"), run.Records.Select(r => r.Value));
        Assert.Equal(new PartitionPosition(0, 22), run.Positions.Last());
    }

    [KafkaFact]
    public async Task The_position_behind_control_records_is_told_while_the_reading_goes_on()
    {
        var settings = await kafka.NewTopicAsync();
        using var producer = kafka.Producer(settings.Topic);
        await using var run = new SourceRun(settings, new PartitionBounds(0, 0));
        for (var i = 0; i < 3; i++)
        {
            Transact(producer, settings.Topic, "committed", 4);
            producer.CommitTransaction(Timeout);
            var end = 5 * (i + 1);
            await Eventually.TrueAsync(() => run.Positions.Contains(new PartitionPosition(0, end)), () => $"{end}: {string.Join(", ", run.Positions)}");
        }
        Assert.Equal(12, run.Count);
        Assert.Equal(run.Positions.Distinct().Order(Comparer<PartitionPosition>.Create((a, b) => a.Next.CompareTo(b.Next))), run.Positions);
    }

    [KafkaFact]
    public async Task The_latest_offset_lies_before_an_open_transaction()
    {
        var settings = await kafka.NewTopicAsync();
        using var producer = kafka.Producer(settings.Topic);
        Transact(producer, settings.Topic, "first", 5);
        producer.CommitTransaction(Timeout);
        Transact(producer, settings.Topic, "open", 5);

        var bounds = await ResolveAsync(settings with { Bounded = BoundedMode.LatestOffset });
        Assert.Equal([new PartitionBounds(0, 0, 6)], bounds);
        await using (var bounded = new SourceRun(settings, [.. bounds]))
        {
            await bounded.CompletedAsync();
            Assert.Equal(5, bounded.Count);
        }

        await using var run = new SourceRun(settings, new PartitionBounds(0, 6));
        producer.CommitTransaction(Timeout);
        await run.UntilAsync(5);
        Assert.All(run.Records, r => Assert.StartsWith("open", r.Value, StringComparison.Ordinal));
    }

    private static void Transact(IProducer<byte[]?, byte[]> producer, string topic, string text, int count)
    {
        producer.BeginTransaction();
        for (var i = 0; i < count; i++)
            producer.Produce(new TopicPartition(topic, 0), new Message<byte[]?, byte[]> { Value = Encoding.UTF8.GetBytes($"{text} {i}") });
        // What is not sent yet would not be there to be aborted.
        producer.Flush(Timeout);
    }

    private static Task<IReadOnlyList<PartitionBounds>> ResolveAsync(KafkaSettings settings) =>
        new OffsetResolver(settings, NullLogger.Instance).ResolveAsync(CancellationToken.None);
}
