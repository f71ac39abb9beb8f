using Confluent.Kafka;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Sandbox.Kafka;

namespace KongAkka.SandboxTests.Consuming;

public sealed class OffsetResolverTests
{
    private readonly LogLines _log = new();

    [Fact]
    public async Task Each_mode_finds_its_start_and_its_end()
    {
        using var topic = new EmbeddedTopic(partitions: 2);
        topic.Produce(100);
        topic.Produce(50, 1);
        topic.Kafka.DeleteRecords(EmbeddedTopic.Name, 0, 20);

        Assert.Equal([new(0, 20), new(1, 0)], await ResolveAsync(topic.Settings with { Startup = StartupMode.EarliestOffset }));
        Assert.Equal([new(0, 100), new(1, 50)], await ResolveAsync(topic.Settings with { Startup = StartupMode.LatestOffset }));
        Assert.Equal(
            [new(0, 20, 100), new(1, 0, 50)],
            await ResolveAsync(topic.Settings with { Startup = StartupMode.EarliestOffset, Bounded = BoundedMode.LatestOffset }));
    }

    [Fact]
    public async Task A_group_without_offsets_begins_where_the_reset_says_and_fails_without_one()
    {
        using var topic = new EmbeddedTopic();
        topic.Produce(10);
        KafkaSettings With(string reset) => topic.Settings with
        {
            Properties = new Dictionary<string, string>(topic.Settings.Properties) { ["auto.offset.reset"] = reset },
        };
        Assert.Equal([new(0, 0)], await ResolveAsync(With("earliest")));
        Assert.Equal([new(0, 10)], await ResolveAsync(With("latest")));
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(() => ResolveAsync(topic.Settings));
        Assert.Contains("Group group has no committed offset", failure.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_is_waited_for_until_it_is_there()
    {
        using var kafka = EmbeddedKafka.Start();
        var settings = Settings(kafka) with { TopicWait = TimeSpan.FromMinutes(1) };
        var resolving = ResolveAsync(settings);
        await Eventually.TrueAsync(() => _log.CountOf("does not exist") == 1, () => _log.ToString());
        kafka.CreateTopic("late", 3);
        Assert.Equal(3, (await resolving).Count);
        Assert.Equal(1, _log.CountOf("does not exist"));
    }

    [Fact]
    public async Task A_topic_that_does_not_come_fails_and_is_not_created_by_asking()
    {
        using var kafka = EmbeddedKafka.Start();
        var settings = Settings(kafka) with { TopicWait = TimeSpan.FromMilliseconds(1500) };
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(() => ResolveAsync(settings));
        Assert.Contains("Topic late does not exist", failure.What, StringComparison.Ordinal);
        Assert.Contains(kafka.BootstrapServers, failure.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Brokers_that_do_not_answer_are_tried_until_they_do()
    {
        using var topic = new EmbeddedTopic();
        topic.Kafka.TakeDown();
        var resolving = ResolveAsync(topic.Settings with { Startup = StartupMode.EarliestOffset });
        await Eventually.TrueAsync(() => _log.CountOf("does not answer") > 0, () => _log.ToString());
        topic.Kafka.BringUp();
        Assert.Equal([new(0, 0)], await resolving);
    }

    [Fact]
    public async Task Asking_can_be_cancelled()
    {
        var settings = new KafkaSettings { BootstrapServers = "127.0.0.1:1", Topic = "logs", GroupId = "group" };
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new OffsetResolver(settings, _log).ResolveAsync(cancel.Token));
    }

    [Theory]
    [InlineData(KafkaApi.ListOffsets, ErrorCode.NotLeaderForPartition)]
    [InlineData(KafkaApi.ListOffsets, ErrorCode.Local_Transport)]
    [InlineData(KafkaApi.OffsetFetch, ErrorCode.GroupLoadInProgress)]
    [InlineData(KafkaApi.FindCoordinator, ErrorCode.GroupCoordinatorNotAvailable)]
    [InlineData(KafkaApi.Metadata, ErrorCode.Local_Transport)]
    public async Task A_passing_error_is_survived(KafkaApi api, ErrorCode error)
    {
        using var topic = new EmbeddedTopic();
        topic.Produce(5);
        topic.Kafka.FailNext(api, error, error);
        var settings = topic.Settings with { Startup = StartupMode.SpecificOffsets, StartupOffsets = new Dictionary<int, long>() };
        Assert.Equal([new(0, 0)], await ResolveAsync(settings));
    }

    [Fact]
    public async Task A_missing_permission_ends_it()
    {
        using var topic = new EmbeddedTopic();
        topic.Kafka.SetTopicError(EmbeddedTopic.Name, ErrorCode.TopicAuthorizationFailed);
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(() => ResolveAsync(topic.Settings));
        Assert.Contains("Read and Describe", failure.Remedy, StringComparison.Ordinal);
    }

    private static KafkaSettings Settings(EmbeddedKafka kafka) =>
        new() { BootstrapServers = kafka.BootstrapServers, Topic = "late", GroupId = "group", Startup = StartupMode.EarliestOffset };

    private Task<IReadOnlyList<PartitionBounds>> ResolveAsync(KafkaSettings settings) =>
        new OffsetResolver(settings, _log).ResolveAsync(CancellationToken.None).WaitAsync(Eventually.Patience);
}
