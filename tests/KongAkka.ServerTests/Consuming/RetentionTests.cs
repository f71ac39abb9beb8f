using Confluent.Kafka;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.SandboxTests.Consuming;
using KongAkka.ServerTests.Kafka;

namespace KongAkka.ServerTests.Consuming;

[Collection(KafkaGroup.Name)]
public sealed class RetentionTests(RealKafka kafka)
{
    [KafkaFact]
    public async Task Records_that_retention_took_before_they_were_read_end_the_job()
    {
        var settings = await kafka.NewTopicAsync();
        await ProduceAsync(settings.Topic, 100);
        await DeleteAsync(settings.Topic, before: 40);
        await using var run = new SourceRun(settings, new PartitionBounds(0, 10));
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(run.CompletedAsync);
        Assert.Equal($"Topic {settings.Topic} partition 0 has no offset 10: Kafka has 40 up to 100.", failure.What);
    }

    [KafkaFact]
    public async Task They_are_skipped_and_counted_where_the_settings_say_so()
    {
        var settings = await kafka.NewTopicAsync();
        await ProduceAsync(settings.Topic, 100);
        await DeleteAsync(settings.Topic, before: 40);
        await using var run = new SourceRun(settings with { OnLostOffsets = LostOffsets.Continue }, new PartitionBounds(0, 10, 100));
        await run.CompletedAsync();
        Assert.Equal(Enumerable.Range(40, 60).Select(i => (long)i), run.Offsets());
        Assert.Equal(30, run.Control.OffsetsLost);
    }

    [KafkaFact]
    public async Task An_end_that_was_compacted_away_is_reached()
    {
        var settings = await CompactedTopic.NewAsync(kafka);
        // Some segments of one key: all but its last record go.
        await ProduceAsync(settings.Topic, 5000, valueBytes: 1000, key: "k"u8.ToArray());
        await Eventually.TrueAsync(() => CompactedTopic.IsGone(settings, 500), () => "offset 500 is still there");

        await using var run = new SourceRun(settings, new PartitionBounds(0, 500, 501));
        await run.CompletedAsync();
        Assert.Equal(0, run.Count);
        Assert.Equal([new PartitionPosition(0, 501)], run.Positions);
    }

    [KafkaFact]
    public async Task A_topic_that_is_deleted_while_it_is_read_ends_the_job()
    {
        var settings = await kafka.NewTopicAsync();
        settings = settings with
        {
            TopicWait = TimeSpan.FromMilliseconds(500),
            Properties = new Dictionary<string, string>(settings.Properties) { ["topic.metadata.refresh.interval.ms"] = "200" },
        };
        await ProduceAsync(settings.Topic, 10);
        await using var run = new SourceRun(settings, new PartitionBounds(0, 0));
        await run.UntilAsync(10);
        using (var admin = kafka.Admin()) await admin.DeleteTopicsAsync([settings.Topic]);
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(run.CompletedAsync);
        Assert.Contains("was deleted", failure.Remedy, StringComparison.Ordinal);
    }

    private async Task DeleteAsync(string topic, long before)
    {
        using var admin = kafka.Admin();
        await admin.DeleteRecordsAsync([new TopicPartitionOffset(topic, 0, before)]);
    }

    private async Task ProduceAsync(string topic, int count, int valueBytes = 10, byte[]? key = null)
    {
        using var producer = kafka.Producer();
        var value = new byte[valueBytes];
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ =>
            producer.ProduceAsync(new TopicPartition(topic, 0), new Message<byte[]?, byte[]> { Key = key, Value = value })));
    }
}
