using System.Text;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.SandboxTests.Consuming;
using KongAkka.ServerTests.Kafka;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.ServerTests.Consuming;

[Collection(KafkaGroup.Name)]
public sealed class TopicChangeTests(RealKafka kafka)
{
    [KafkaFact]
    public async Task Partitions_that_are_added_are_found_and_do_not_disturb_a_reader()
    {
        var settings = (await kafka.NewTopicAsync(partitions: 2)) with { PartitionDiscoveryInterval = TimeSpan.FromMilliseconds(500) };
        await ProduceAsync(settings.Topic, 0, "old", 10);
        await using var run = new SourceRun(settings, new PartitionBounds(0, 0), new PartitionBounds(1, 0));
        await run.UntilAsync(10);
        var discovering = new PartitionDiscovery(settings, NullLogger.Instance).WaitForNewAsync([0, 1], CancellationToken.None);
        using (var admin = kafka.Admin()) await admin.CreatePartitionsAsync([new PartitionsSpecification { Topic = settings.Topic, IncreaseTo = 4 }]);
        await ProduceAsync(settings.Topic, 3, "new", 5);
        Assert.Equal([0, 1, 2, 3], await discovering.WaitAsync(Eventually.Patience));

        var known = new Dictionary<int, long> { [0] = 10, [1] = 0 };
        var bounds = await new OffsetResolver(settings with { Startup = StartupMode.LatestOffset }, NullLogger.Instance).ResolveAsync(known, CancellationToken.None);
        Assert.Equal([new(0, 10), new(1, 0), new(2, 0), new PartitionBounds(3, 0)], bounds);
        await ProduceAsync(settings.Topic, 1, "old", 10);
        await run.UntilAsync(20);
    }

    [KafkaFact]
    public async Task A_topic_that_is_made_anew_with_fewer_records_ends_the_job()
    {
        var settings = await kafka.NewTopicAsync();
        await ProduceAsync(settings.Topic, 0, "old", 10);
        await using var run = new SourceRun(settings, new PartitionBounds(0, 0));
        await run.UntilAsync(10);
        await MakeAnewAsync(settings.Topic);
        await ProduceAsync(settings.Topic, 0, "new", 3);
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(run.CompletedAsync);
        Assert.Contains("made anew", failure.What, StringComparison.Ordinal);
        Assert.All(run.Records, r => Assert.StartsWith("old", r.Value, StringComparison.Ordinal));
    }

    [KafkaFact]
    public async Task A_topic_that_is_made_anew_with_more_records_ends_the_job_though_its_offsets_fit()
    {
        var settings = Narrow(await kafka.NewTopicAsync());
        await ProduceAsync(settings.Topic, 0, "old", 1000, length: 10_000);
        var identity = await new OffsetResolver(settings, NullLogger.Instance).IdentityAsync(CancellationToken.None);
        await using var run = new SourceRun(settings, "", identity.TopicId, new PartitionBounds(0, 0));
        var open = await HoldAsync(run);
        await MakeAnewAsync(settings.Topic);
        await ProduceAsync(settings.Topic, 0, "new", 2000, length: 10_000);
        open.SetResult();
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(run.CompletedAsync);
        Assert.Contains("made anew", failure.What, StringComparison.Ordinal);
    }

    [KafkaTheory]
    [InlineData(LostOffsets.Fail)]
    [InlineData(LostOffsets.Continue)]
    public async Task Records_that_are_deleted_before_a_slow_reader_comes_to_them_are_told(LostOffsets policy)
    {
        const int records = 1000;
        const int first = 900;
        var settings = Narrow(await kafka.NewTopicAsync()) with { OnLostOffsets = policy };
        await ProduceAsync(settings.Topic, 0, "old", records, length: 10_000);
        await using var run = new SourceRun(settings, new PartitionBounds(0, 0, records));
        var open = await HoldAsync(run);
        using (var admin = kafka.Admin()) await admin.DeleteRecordsAsync([new TopicPartitionOffset(settings.Topic, 0, first)]);
        open.SetResult();
        if (policy == LostOffsets.Fail)
        {
            var failure = await Assert.ThrowsAsync<UnrecoverableException>(run.CompletedAsync);
            Assert.Equal($"Topic {settings.Topic} partition 0 has no offset {run.Count}: Kafka has {first} up to {records}.", failure.What);
            return;
        }
        await run.CompletedAsync();
        var read = run.Offsets().TakeWhile(o => o < first).Count();
        Assert.Equal([.. Enumerable.Range(0, read), .. Enumerable.Range(first, records - first)], run.Offsets().Select(o => (int)o));
        Assert.Equal(first - read, run.Control.OffsetsLost);
        Assert.NotEqual(0, run.Control.OffsetsLost);
    }

    private static KafkaSettings Narrow(KafkaSettings settings) => settings with
    {
        Properties = new Dictionary<string, string>(settings.Properties) { ["queued.max.messages.kbytes"] = "64", ["max.partition.fetch.bytes"] = "65536" },
    };

    // Keeps a source from reading on, until what is returned is completed.
    private static async Task<TaskCompletionSource> HoldAsync(SourceRun run)
    {
        var open = new TaskCompletionSource();
        run.Gate = () => open.Task;
        await Eventually.TrueAsync(
            () => run.Control.Progress is { IsWaitingForDemand: true } progress && progress.SinceLastBatch > TimeSpan.FromSeconds(1),
            () => run.Control.Progress.ToString());
        return open;
    }

    private async Task MakeAnewAsync(string topic)
    {
        using var admin = kafka.Admin();
        await admin.DeleteTopicsAsync([topic]);
        await admin.CreateTopicsAsync([new TopicSpecification { Name = topic, NumPartitions = 1, ReplicationFactor = 1 }]);
    }

    private async Task ProduceAsync(string topic, int partition, string text, int count, int length = 0)
    {
        using var producer = kafka.Producer();
        await Task.WhenAll(Enumerable.Range(0, count).Select(i =>
            producer.ProduceAsync(new TopicPartition(topic, partition), new Message<byte[]?, byte[]> { Value = Encoding.UTF8.GetBytes($"{text} {i}".PadRight(length)) })));
    }
}
