using Confluent.Kafka;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Sandbox.Kafka;

namespace KongAkka.SandboxTests.Consuming;

public sealed class GroupOffsetsTests
{
    private const string Text = "life 7f3a; 다시";

    [Fact]
    public async Task A_commit_is_read_with_its_text()
    {
        using var topic = new EmbeddedTopic(partitions: 3);
        await GroupOffsets.CommitAsync(topic.Settings, [new PartitionPosition(0, 10), new PartitionPosition(2, 0)], Text);
        await AssertCommitsAsync(topic.Settings, (0, new GroupCommit(10, Text)), (2, new GroupCommit(0, Text)));

        await GroupOffsets.CommitAsync(topic.Settings, [new PartitionPosition(0, 11)]);
        await AssertCommitsAsync(topic.Settings, (0, new GroupCommit(11, "")), (2, new GroupCommit(0, Text)));
    }

    [Fact]
    public async Task The_commits_of_a_running_source_carry_its_text()
    {
        using var topic = new EmbeddedTopic(partitions: 3);
        topic.Produce(10);
        await using (var run = new SourceRun(topic.Settings, Text, new PartitionBounds(0, 0), new PartitionBounds(1, 0)))
        {
            await run.UntilAsync(10);
            run.Control.Commit([new PartitionPosition(0, 10), new PartitionPosition(1, 0)]);
        }
        await AssertCommitsAsync(topic.Settings, (0, new GroupCommit(10, Text)), (1, new GroupCommit(0, Text)));
    }

    [Fact]
    public async Task A_group_without_commits_and_no_partitions_give_none()
    {
        using var topic = new EmbeddedTopic(partitions: 3);
        await AssertCommitsAsync(topic.Settings);
        Assert.Empty(await GroupOffsets.ReadAsync(topic.Settings, [], CancellationToken.None));
    }

    [Fact]
    public async Task Reading_waits_for_brokers_that_are_away_and_for_a_coordinator()
    {
        using var topic = new EmbeddedTopic();
        await GroupOffsets.CommitAsync(topic.Settings, [new PartitionPosition(0, 10)], Text);
        topic.Kafka.TakeDown();
        var log = new LogLines();
        var reading = GroupOffsets.ReadAsync(topic.Settings, [0], CancellationToken.None, log);
        await Eventually.TrueAsync(() => log.CountOf("does not answer") > 0, () => log.ToString());
        topic.Kafka.FailNext(KafkaApi.OffsetFetch, ErrorCode.GroupLoadInProgress, ErrorCode.NotCoordinatorForGroup);
        topic.Kafka.BringUp();
        Assert.Equal(new GroupCommit(10, Text), (await reading.WaitAsync(Eventually.Patience))[0]);
    }

    [Fact]
    public async Task Reading_can_be_cancelled()
    {
        var settings = new KafkaSettings { BootstrapServers = "127.0.0.1:1", Topic = "logs", GroupId = "group" };
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => GroupOffsets.ReadAsync(settings, [0], cancel.Token));
    }

    [Fact]
    public async Task A_refused_question_ends_with_its_remedy_and_a_refused_commit_with_its_error()
    {
        using var topic = new EmbeddedTopic();
        topic.Kafka.FailNext(KafkaApi.OffsetFetch, ErrorCode.GroupAuthorizationFailed);
        var unread = await Assert.ThrowsAsync<UnrecoverableException>(() => GroupOffsets.ReadAsync(topic.Settings, [0], CancellationToken.None));
        Assert.Contains("Read the consumer group", unread.Remedy, StringComparison.Ordinal);
        topic.Kafka.FailNext(KafkaApi.OffsetCommit, ErrorCode.OffsetMetadataTooLarge);
        var refused = await Assert.ThrowsAsync<KafkaException>(() => GroupOffsets.CommitAsync(topic.Settings, [new PartitionPosition(0, 1)], Text));
        Assert.Equal(ErrorCode.OffsetMetadataTooLarge, refused.Error.Code);
    }

    [Fact]
    public async Task A_commit_that_nobody_answers_fails_in_time()
    {
        var settings = new KafkaSettings { BootstrapServers = "127.0.0.1:1", Topic = "logs", GroupId = "group" };
        await Assert.ThrowsAsync<KafkaException>(() => GroupOffsets.CommitAsync(settings, [new PartitionPosition(0, 1)], Text).WaitAsync(Eventually.Patience));
    }

    private static async Task AssertCommitsAsync(KafkaSettings settings, params (int Partition, GroupCommit Commit)[] expected)
    {
        var commits = await GroupOffsets.ReadAsync(settings, [0, 1, 2], CancellationToken.None).WaitAsync(Eventually.Patience);
        Assert.Equal(expected, commits.OrderBy(c => c.Key).Select(c => (c.Key, c.Value)));
    }
}
