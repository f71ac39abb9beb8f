using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.SandboxTests.Consuming;

public sealed class PartitionDiscoveryTests
{
    private readonly LogLines _log = new();

    [Fact]
    public async Task New_partitions_are_found_and_all_are_told()
    {
        using var topic = new EmbeddedTopic(partitions: 2);
        var waiting = WaitAsync(Every(topic, 100), [0, 1]);
        // The embedded Kafka has no way to add partitions to a topic.
        topic.Kafka.DeleteTopic(EmbeddedTopic.Name);
        topic.Kafka.CreateTopic(EmbeddedTopic.Name, 4);
        Assert.Equal([0, 1, 2, 3], await waiting.WaitAsync(Eventually.Patience));
    }

    [Fact]
    public async Task Fewer_partitions_than_known_are_no_news()
    {
        using var topic = new EmbeddedTopic(partitions: 2);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WaitAsync(Every(topic, 100), [0, 1, 2], cancel.Token));
    }

    [Fact]
    public async Task Brokers_that_are_away_are_waited_for()
    {
        using var topic = new EmbeddedTopic(partitions: 2);
        topic.Kafka.TakeDown();
        var waiting = WaitAsync(Every(topic, 100), [0]);
        await Eventually.TrueAsync(() => _log.CountOf("does not answer") > 0, () => _log.ToString());
        topic.Kafka.BringUp();
        Assert.Equal([0, 1], await waiting.WaitAsync(Eventually.Patience));
    }

    [Fact]
    public async Task An_interval_of_zero_never_asks()
    {
        using var topic = new EmbeddedTopic(partitions: 2);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WaitAsync(Every(topic, 0), [0], cancel.Token));
    }

    [Fact]
    public async Task A_deleted_topic_ends_the_waiting()
    {
        using var topic = new EmbeddedTopic();
        topic.Kafka.DeleteTopic(EmbeddedTopic.Name);
        await Assert.ThrowsAsync<UnrecoverableException>(() => WaitAsync(Every(topic, 100) with { TopicWait = TimeSpan.Zero }, [0]).WaitAsync(Eventually.Patience));
    }

    private static KafkaSettings Every(EmbeddedTopic topic, int milliseconds) =>
        topic.Settings with { PartitionDiscoveryInterval = TimeSpan.FromMilliseconds(milliseconds) };

    private Task<IReadOnlyList<int>> WaitAsync(KafkaSettings settings, int[] known, CancellationToken cancellation = default) =>
        new PartitionDiscovery(settings, _log).WaitForNewAsync(known, cancellation);
}
