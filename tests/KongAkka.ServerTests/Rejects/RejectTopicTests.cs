using Confluent.Kafka.Admin;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.Rejects.Kafka;
using KongAkka.SandboxTests.Consuming;
using KongAkka.SandboxTests.Rejects;
using KongAkka.ServerTests.Kafka;

namespace KongAkka.ServerTests.Rejects;

[Collection(KafkaGroup.Name)]
public sealed class RejectTopicTests(RealKafka kafka)
{
    private readonly LogLines _log = new();

    [KafkaFact]
    public async Task A_missing_topic_is_named_and_its_records_are_delivered_once_it_is_there()
    {
        var topic = Topic("rejects-missing");
        using var writer = new RejectProducer(topic, "j", _log);
        writer.Write([Record(1, 10)]);
        var missing = await Assert.ThrowsAsync<RejectException>(async () => await writer.FlushAsync(default));
        Assert.Contains("Create the topic, or correct rejects.topic.", missing.Message, StringComparison.Ordinal);

        using var admin = kafka.Admin();
        await admin.CreateTopicsAsync([new TopicSpecification { Name = topic.Name, NumPartitions = 2, ReplicationFactor = 1 }]);
        await Eventually.TrueAsync(() => Flushing.Succeeds(writer), _log.ToString);
        Assert.Equal([1L], await OffsetsAsync(topic));
    }

    [KafkaFact]
    public async Task A_record_that_the_topic_is_too_small_for_is_delivered_once_the_topic_takes_it()
    {
        const int Size = 3_000_000;
        var topic = Topic((await kafka.NewTopicAsync(configuration: new Dictionary<string, string> { ["max.message.bytes"] = "1000000" })).Topic);
        using var writer = new RejectProducer(topic, "j", _log);
        writer.Write([Record(1, 10), Record(2, Size)]);
        var refused = await Assert.ThrowsAsync<RejectException>(async () => await writer.FlushAsync(default));
        Assert.Contains("Raise max.message.bytes of the topic", refused.Message, StringComparison.Ordinal);

        using var admin = kafka.Admin();
        await admin.IncrementalAlterConfigsAsync(new Dictionary<ConfigResource, List<ConfigEntry>>
        {
            [new ConfigResource { Type = ResourceType.Topic, Name = topic.Name }] = [new ConfigEntry { Name = "max.message.bytes", Value = "4000000", IncrementalOperation = AlterConfigOpType.Set }],
        });
        await Eventually.TrueAsync(() => Flushing.Succeeds(writer), _log.ToString);
        Assert.Equal([1L, 2L], (await OffsetsAsync(topic)).Distinct().Order());
    }

    private static RejectedRecord Record(long offset, int size) => new("r", "d", "logs", 0, offset, -1, new byte[size]);

    private static async Task<List<long>> OffsetsAsync(RejectTopic topic)
    {
        var offsets = new List<long>();
        await foreach (var record in new RejectTopicReader(topic, "j").ReadAsync(broken => Assert.Fail(broken.ToString()))) offsets.Add(record.Offset);
        return offsets;
    }

    private RejectTopic Topic(string name) => new()
    {
        BootstrapServers = kafka.BootstrapServers,
        Name = name,
        Properties = new Dictionary<string, string> { ["topic.metadata.propagation.max.ms"] = "1000" },
    };
}
