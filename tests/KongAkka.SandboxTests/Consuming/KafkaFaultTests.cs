using System.Collections.Concurrent;
using Confluent.Kafka;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Native;
using KongAkka.Pipeline.Consuming.Polling;
using KongAkka.Sandbox.Kafka;

namespace KongAkka.SandboxTests.Consuming;

public sealed class KafkaFaultTests
{
    [Fact]
    public async Task Brokers_that_go_away_are_waited_for_and_nothing_is_lost_or_doubled()
    {
        using var topic = new EmbeddedTopic(partitions: 2, brokers: 2);
        topic.Produce(1000);
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0), new PartitionBounds(1, 0));
        await run.UntilAsync(1000);

        topic.Kafka.TakeDown();
        await Eventually.TrueAsync(() => run.Log.CountOf("No broker of logs can be reached") > 0, () => $"no trouble; log: {run.Log}");
        topic.Kafka.BringUp();
        topic.Produce(1000, partition: 1);
        await run.UntilAsync(2000);

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), run.Offsets());
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), run.Offsets(1));
        await Eventually.TrueAsync(() => run.Control.Trouble is null, () => $"still trouble: {run.Control.Trouble}");
        Assert.Equal(1, run.Log.CountOf("No broker of logs can be reached"));
        Assert.Equal(1, run.Log.CountOf("are back after"));
    }

    [Fact]
    public async Task Brokers_that_come_back_are_noticed_though_the_topic_is_idle()
    {
        using var topic = new EmbeddedTopic();
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0));
        topic.Produce(1);
        await run.UntilAsync(1);
        topic.Kafka.TakeDown();
        await Eventually.TrueAsync(() => run.Control.Trouble is not null, () => $"no trouble; log: {run.Log}");
        topic.Kafka.BringUp();
        await Eventually.TrueAsync(() => run.Control.Trouble is null, () => $"still trouble; log: {run.Log}");
    }

    [Fact]
    public async Task A_partition_is_read_on_from_its_new_leader()
    {
        using var topic = new EmbeddedTopic(brokers: 3);
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0));
        for (var broker = 1; broker <= 3; broker++)
        {
            topic.Kafka.SetLeader(EmbeddedTopic.Name, 0, broker);
            topic.Produce(500, first: (broker - 1) * 500);
            await run.UntilAsync(broker * 500);
        }
        Assert.Equal(Enumerable.Range(0, 1500).Select(i => (long)i), run.Offsets());
    }

    [Theory]
    [InlineData(ErrorCode.NotLeaderForPartition)]
    [InlineData(ErrorCode.KafkaStorageError)]
    [InlineData(ErrorCode.Unknown)]
    [InlineData(ErrorCode.RequestTimedOut)]
    [InlineData(ErrorCode.LeaderNotAvailable)]
    [InlineData(ErrorCode.ReplicaNotAvailable)]
    [InlineData(ErrorCode.UnknownTopicOrPart)]
    [InlineData(ErrorCode.FencedLeaderEpoch)]
    [InlineData(ErrorCode.UnknownLeaderEpoch)]
    [InlineData(ErrorCode.OffsetNotAvailable)]
    [InlineData(ErrorCode.Local_Transport)]
    public async Task A_passing_error_of_a_fetch_is_survived(ErrorCode error)
    {
        using var topic = new EmbeddedTopic(partitions: 2);
        topic.Produce(1000);
        topic.Kafka.FailNext(KafkaApi.Fetch, error, error, error);
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0, 2000), new PartitionBounds(1, 0, 10));
        await run.UntilAsync(1000);
        topic.Kafka.FailNext(KafkaApi.Fetch, error);
        topic.Produce(1000, first: 1000);
        topic.Produce(10, partition: 1);
        await run.CompletedAsync();
        Assert.Equal(Enumerable.Range(0, 2000).Select(i => (long)i), run.Offsets());
        Assert.Equal(10, run.Offsets(1).Count());
    }

    [Theory]
    [InlineData(ErrorCode.TopicAuthorizationFailed, "Read and Describe")]
    [InlineData(ErrorCode.MsgSizeTooLarge, "receive.message.max.bytes")]
    public async Task An_error_of_a_fetch_that_does_not_pass_ends_the_job_with_its_remedy(ErrorCode error, string remedy)
    {
        using var topic = new EmbeddedTopic();
        topic.Kafka.FailNext(KafkaApi.Fetch, [.. Enumerable.Repeat(error, 20)]);
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0));
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(run.CompletedAsync);
        Assert.Contains(EmbeddedTopic.Name, failure.What, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_answers_only_slow_it_down()
    {
        using var topic = new EmbeddedTopic(partitions: 2);
        topic.Kafka.Delay(TimeSpan.FromMilliseconds(150));
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0, 500), new PartitionBounds(1, 0, 500));
        topic.Produce(500);
        topic.Produce(500, 1);
        await run.CompletedAsync();
        Assert.Equal(1000, run.Count);
    }

    [Fact]
    public async Task A_topic_that_is_deleted_while_it_is_read_ends_the_job()
    {
        using var topic = new EmbeddedTopic();
        topic.Produce(10);
        var settings = topic.Settings with
        {
            TopicWait = TimeSpan.FromMilliseconds(500),
            Properties = new Dictionary<string, string>(topic.Settings.Properties) { ["topic.metadata.refresh.interval.ms"] = "200" },
        };
        await using var run = new SourceRun(settings, new PartitionBounds(0, 0));
        await run.UntilAsync(10);
        topic.Kafka.DeleteTopic(EmbeddedTopic.Name);
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(run.CompletedAsync);
        Assert.Contains("was deleted", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_failed_for_good_is_made_anew_where_it_stood()
    {
        using var topic = new EmbeddedTopic();
        topic.Produce(1000);
        var log = new LogLines();
        var readers = new ConcurrentQueue<KafkaReader>();
        await using (var run = new SourceRun(new KafkaSourceStage(() => new PollLoop(topic.Settings, [new PartitionBounds(0, 0)], log, Connect))))
        {
            await run.UntilAsync(1000);
            // The broker takes no commit of the first one.
            topic.Kafka.FailNext(KafkaApi.OffsetCommit, ErrorCode.GroupAuthorizationFailed);
            run.Control.Commit([new PartitionPosition(0, 1000)]);
            await Eventually.TrueAsync(() => log.CountOf("Committing offsets for lag monitors failed") > 0, log.ToString);

            FatalError.Play(readers.Single().Client);
            topic.Produce(1000, first: 1000);
            await run.UntilAsync(2000);
            Assert.Equal(Enumerable.Range(0, 2000).Select(i => (long)i), run.Offsets());
        }

        Assert.Equal(2, readers.Count);
        Assert.Equal(1, log.CountOf("made anew"));
        Assert.Equal(1000, (await GroupOffsets.ReadAsync(topic.Settings, [0], CancellationToken.None))[0].Next);

        KafkaReader Connect()
        {
            var reader = new KafkaReader(topic.Settings, log);
            readers.Enqueue(reader);
            return reader;
        }
    }

    [Fact]
    public async Task A_consumer_that_reaches_no_broker_ends_though_a_commit_of_it_is_under_way()
    {
        using var topic = new EmbeddedTopic();
        topic.Produce(1);
        var reader = new KafkaReader(topic.Settings, new LogLines());
        reader.Begin([new PartitionPosition(0, 0)]);
        NativeGroup.Commit(reader.Client, topic.Settings.Topic, [new PartitionPosition(0, 0)], "", Eventually.Patience);

        topic.Kafka.TakeDown();
        var commit = new PendingCommit();
        commit.Add([new PartitionPosition(0, 1)]);
        reader.Commit(commit);
        await Task.Run(() => reader.Close(waitsForCommits: false)).WaitAsync(ClosingReaders.Patience);
    }
}
