using Confluent.Kafka;
using KongAkka.Sandbox.Kafka;
using KongAkka.Sandbox.Producing;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.SandboxTests.Producing;

public sealed class TrafficProducerTests
{
    private const string Topic = "kong-log";
    private const int Partitions = 2;

    [Fact]
    public async Task Traffic_waits_for_a_job_that_stands_still_and_Kafka_forgets_nothing()
    {
        using var kafka = EmbeddedKafka.Start();
        kafka.CreateTopic(Topic, Partitions);
        using var producer = Producer(kafka, rate: 1_000_000);
        using var stop = new CancellationTokenSource();
        var run = producer.RunAsync(() => new Dictionary<int, long>(), stop.Token);
        // Waiting begins under the assumed size and goes on once the size was measured: it has to last for a while.
        await Until(() => producer.IsWaiting && producer.Tally.Records > 20_000, lasting: TimeSpan.FromSeconds(1));
        await stop.CancelAsync();
        await run;
        AssertAllKept(kafka, producer);
    }

    [Fact]
    public async Task Traffic_goes_on_when_the_job_does()
    {
        using var kafka = EmbeddedKafka.Start();
        kafka.CreateTopic(Topic, Partitions);
        using var producer = Producer(kafka, rate: 1_000_000);
        using var stop = new CancellationTokenSource();
        var positions = new Dictionary<int, long>();
        var run = producer.RunAsync(() => positions, stop.Token);
        await Until(() => producer.IsWaiting, lasting: TimeSpan.FromSeconds(1));
        var before = producer.Tally.Records;
        positions = new Dictionary<int, long> { [0] = before / 4, [1] = before / 4 };
        await Until(() => producer.Tally.Records >= before + (before / 3), lasting: TimeSpan.Zero);
        await stop.CancelAsync();
        await run;
    }

    [Fact]
    public async Task Every_record_that_was_counted_is_delivered()
    {
        using var kafka = EmbeddedKafka.Start();
        kafka.CreateTopic(Topic, Partitions);
        using var producer = Producer(kafka, rate: 5000);
        using var stop = new CancellationTokenSource();
        var run = producer.RunAsync(() => new Dictionary<int, long>(), stop.Token);
        await Until(() => producer.Tally.Records > 500, lasting: TimeSpan.Zero);
        await stop.CancelAsync();
        await run;
        Assert.Equal(producer.Tally.Records, producer.Ends[0] + producer.Ends[1]);
        Assert.Equal(producer.Expected.Count, producer.Tally.Of(ExpectedFate.Kept));
        AssertAllKept(kafka, producer);
    }

    private static TrafficProducer Producer(EmbeddedKafka kafka, int rate) => new(
        new TrafficTarget(kafka.BootstrapServers, Topic, Partitions, EmbeddedKafka.RetainedBytes),
        new TrafficPlan(1, 1, DateTimeOffset.UnixEpoch.AddYears(55), rate),
        TimeProvider.System);

    private static void AssertAllKept(EmbeddedKafka kafka, TrafficProducer producer)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig { BootstrapServers = kafka.BootstrapServers, GroupId = "g" }).Build();
        for (var partition = 0; partition < Partitions; partition++)
        {
            var kept = consumer.QueryWatermarkOffsets(new TopicPartition(Topic, partition), TimeSpan.FromSeconds(10));
            Assert.Equal((0, producer.Ends[partition]), (kept.Low.Value, kept.High.Value));
        }
    }

    private static async Task Until(Func<bool> holds, TimeSpan lasting)
    {
        var deadline = DateTime.UtcNow.AddSeconds(60);
        var since = DateTime.MaxValue;
        while (DateTime.UtcNow < deadline)
        {
            if (!holds()) since = DateTime.MaxValue;
            else if (since == DateTime.MaxValue) since = DateTime.UtcNow;
            if (since != DateTime.MaxValue && DateTime.UtcNow - since >= lasting) return;
            await Task.Delay(10);
        }

        Assert.Fail("the condition did not come to hold within a minute");
    }
}
