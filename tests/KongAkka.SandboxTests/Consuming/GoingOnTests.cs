using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Sandbox.Kafka;

namespace KongAkka.SandboxTests.Consuming;

public sealed class GoingOnTests
{
    private readonly LogLines _log = new();

    [Fact]
    public async Task Known_partitions_go_on_where_they_stood_and_new_ones_start_at_their_first_record()
    {
        using var topic = new EmbeddedTopic(partitions: 4);
        topic.Produce(100);
        topic.Produce(50, 1);
        topic.Produce(30, 2);
        topic.Kafka.DeleteRecords(EmbeddedTopic.Name, 2, 10);
        var known = new Dictionary<int, long> { [0] = 40, [1] = 50 };
        var settings = topic.Settings with { Startup = StartupMode.LatestOffset };

        Assert.Equal([new(0, 40), new(1, 50), new(2, 10), new(3, 0)], await ResolveAsync(settings, known));
        Assert.Equal(
            [new(0, 40, 100), new(1, 50, 50), new(2, 10, 30), new(3, 0, 0)],
            await ResolveAsync(settings with { Bounded = BoundedMode.LatestOffset }, known));
    }

    [Fact]
    public async Task A_job_that_knows_nothing_starts_for_the_first_time()
    {
        using var topic = new EmbeddedTopic(partitions: 2);
        topic.Produce(10);
        Assert.Equal([new(0, 10), new(1, 0)], await ResolveAsync(topic.Settings with { Startup = StartupMode.LatestOffset }, []));
    }

    [Fact]
    public async Task Neither_the_group_nor_the_offsets_to_start_at_count_any_more()
    {
        using var topic = new EmbeddedTopic();
        topic.Produce(10);
        var known = new Dictionary<int, long> { [0] = 7 };
        Assert.Equal([new(0, 7)], await ResolveAsync(topic.Settings with { Startup = StartupMode.GroupOffsets }, known));
        var named = topic.Settings with { Startup = StartupMode.SpecificOffsets, StartupOffsets = new Dictionary<int, long> { [9] = 1 } };
        Assert.Equal([new(0, 7)], await ResolveAsync(named, known));
    }

    [Fact]
    public async Task A_topic_made_anew_with_fewer_partitions_ends_the_job()
    {
        using var topic = new EmbeddedTopic(partitions: 4);
        topic.Kafka.DeleteTopic(EmbeddedTopic.Name);
        topic.Kafka.CreateTopic(EmbeddedTopic.Name, 2);
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(
            () => ResolveAsync(topic.Settings, new Dictionary<int, long> { [0] = 0, [3] = 0 }));
        Assert.Contains("has partitions 0 to 1, but the job has read partition 3 before", failure.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_is_known_again_by_its_id_and_its_clusters()
    {
        using var topic = new EmbeddedTopic(brokers: 3);
        topic.Kafka.CreateTopic("other");
        var first = await IdentityAsync(topic.Settings);
        Assert.NotEmpty(first.ClusterId);
        Assert.NotEmpty(first.TopicId);
        Assert.Equal(first, await IdentityAsync(topic.Settings));
        var other = await IdentityAsync(topic.Settings with { Topic = "other" });
        Assert.Equal(first.ClusterId, other.ClusterId);
        Assert.NotEqual(first.TopicId, other.TopicId);

        topic.Kafka.DeleteTopic(EmbeddedTopic.Name);
        topic.Kafka.CreateTopic(EmbeddedTopic.Name);
        var anew = await IdentityAsync(topic.Settings);
        Assert.Equal(first.ClusterId, anew.ClusterId);
        Assert.NotEqual(first.TopicId, anew.TopicId);
    }

    [Fact]
    public async Task The_identity_is_waited_for_while_brokers_or_the_topic_are_away()
    {
        using var kafka = EmbeddedKafka.Start(2);
        kafka.TakeDown();
        var settings = new KafkaSettings { BootstrapServers = kafka.BootstrapServers, Topic = "late", GroupId = "group" };
        var asking = IdentityAsync(settings);
        await Eventually.TrueAsync(() => _log.CountOf("does not answer") > 0, () => _log.ToString());
        kafka.BringUp(2);
        await Eventually.TrueAsync(() => _log.CountOf("does not exist") > 0, () => _log.ToString());
        kafka.CreateTopic("late");
        Assert.NotEmpty((await asking).TopicId);
    }

    [Fact]
    public async Task A_topic_that_may_not_be_seen_ends_the_asking()
    {
        using var topic = new EmbeddedTopic();
        topic.Kafka.SetTopicError(EmbeddedTopic.Name, Confluent.Kafka.ErrorCode.TopicAuthorizationFailed);
        await Assert.ThrowsAsync<UnrecoverableException>(() => IdentityAsync(topic.Settings));
    }

    private Task<IReadOnlyList<PartitionBounds>> ResolveAsync(KafkaSettings settings, Dictionary<int, long> known) =>
        new OffsetResolver(settings, _log).ResolveAsync(known, CancellationToken.None).WaitAsync(Eventually.Patience);

    private Task<TopicIdentity> IdentityAsync(KafkaSettings settings) =>
        new OffsetResolver(settings, _log).IdentityAsync(CancellationToken.None).WaitAsync(Eventually.Patience);
}
