using System.Globalization;
using Confluent.Kafka;
using KongAkka.Pipeline.Consuming;
using KongAkka.ServerTests.Kafka;

namespace KongAkka.ServerTests.Consuming;

[Collection(KafkaGroup.Name)]
public sealed class UnreadLookTests(RealKafka kafka)
{
    [KafkaFact]
    public async Task The_age_of_unread_records_and_the_time_that_they_are_kept_are_found()
    {
        var settings = await kafka.NewTopicAsync(partitions: 2, new Dictionary<string, string> { ["retention.ms"] = "86400000" });
        var stamped = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.AddHours(-2).ToUnixTimeMilliseconds());
        using (var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = kafka.BootstrapServers }).Build())
        {
            for (var i = 0; i < 10; i++)
                await producer.ProduceAsync(new TopicPartition(settings.Topic, 0), new Message<Null, string> { Value = i.ToString(CultureInfo.InvariantCulture), Timestamp = new Timestamp(stamped.AddSeconds(i)) });
        }

        var look = await UnreadLook.TakeAsync(settings, new Dictionary<int, long> { [0] = 4, [1] = 0 });
        Assert.Equal(TimeSpan.FromDays(1), look.Retention);
        Assert.Equal([KeyValuePair.Create(0, (4L, stamped.AddSeconds(4)))], look.First);
    }
}
