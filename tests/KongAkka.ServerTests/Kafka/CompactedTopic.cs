using Confluent.Kafka;
using Confluent.Kafka.Admin;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.ServerTests.Kafka;

/// <summary>A topic that Kafka compacts within a second.</summary>
internal static class CompactedTopic
{
    public static async Task<KafkaSettings> NewAsync(RealKafka kafka)
    {
        using (var admin = kafka.Admin())
        {
            var broker = new ConfigResource { Type = ResourceType.Broker, Name = "1" };
            await admin.IncrementalAlterConfigsAsync(new() { [broker] = [new ConfigEntry { Name = "log.cleaner.backoff.ms", Value = "200" }] });
        }
        return await kafka.NewTopicAsync(configuration: new()
        {
            ["cleanup.policy"] = "compact",
            ["min.cleanable.dirty.ratio"] = "0.01",
            ["segment.bytes"] = "1048576",
            ["max.compaction.lag.ms"] = "100",
        });
    }

    /// <summary>Whether a record and the one behind it were compacted away.</summary>
    public static bool IsGone(KafkaSettings settings, long offset)
    {
        var config = new ConsumerConfig { BootstrapServers = settings.BootstrapServers, GroupId = "look" };
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(config).Build();
        consumer.Assign(new TopicPartitionOffset(settings.Topic, 0, offset));
        return consumer.Consume(TimeSpan.FromSeconds(10))?.Offset.Value > offset + 1;
    }
}
