using Confluent.Kafka;
using KongAkka.Pipeline.Consuming;
using KongAkka.Sandbox.Kafka;

namespace KongAkka.SandboxTests.Consuming;

public sealed class SourceProgressTests
{
    [Fact]
    public async Task An_idle_topic_has_nothing_unread()
    {
        using var topic = new EmbeddedTopic(partitions: 2);
        topic.Produce(100);
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0), new PartitionBounds(1, 0));
        await run.UntilAsync(100);
        await UntilAsync(run, p => p is { Unread: 0, IsWaitingForDemand: false } && p.SinceLastBatch > TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_broker_that_delivers_nothing_of_what_it_has_is_seen()
    {
        using var topic = new EmbeddedTopic();
        // Two batches or more, of which the embedded Kafka gives one at a time: the first answer tells of all.
        topic.Produce(10);
        topic.Produce(10, first: 10);
        topic.Kafka.FailNext(KafkaApi.Fetch, [ErrorCode.NoError, .. Enumerable.Repeat(ErrorCode.KafkaStorageError, 1000)]);
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0));
        await UntilAsync(run, p => p is { Unread: > 0, IsWaitingForDemand: false } && p.SinceLastBatch > TimeSpan.FromSeconds(1));
        Assert.Equal(20, run.Count + run.Control.Progress.Unread);

        topic.Kafka.ClearFailures(KafkaApi.Fetch);
        await run.UntilAsync(20);
        await UntilAsync(run, p => p.Unread == 0);
    }

    [Fact]
    public async Task What_lies_beyond_the_bounds_is_not_unread()
    {
        using var topic = new EmbeddedTopic(partitions: 2);
        topic.Produce(100);
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0, 40), new PartitionBounds(1, 0, 1));
        await run.UntilAsync(40);
        await Eventually.TrueAsync(() => run.Control.EndOffsets.GetValueOrDefault(1, -1) == 0, () => string.Join(", ", run.Control.EndOffsets));
        await UntilAsync(run, p => p.Unread == 0 && p.SinceLastBatch > TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_slow_sink_is_waited_for()
    {
        using var topic = new EmbeddedTopic();
        topic.Produce(40_000);
        var open = new TaskCompletionSource();
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0));
        run.Gate = () => open.Task;
        await UntilAsync(run, p => p is { Unread: > 20_000, IsWaitingForDemand: true } && p.SinceLastBatch > TimeSpan.FromSeconds(1));
        open.SetResult();
        await UntilAsync(run, p => p is { Unread: 0, IsWaitingForDemand: false });
    }

    private static Task UntilAsync(SourceRun run, Func<SourceProgress, bool> state) =>
        Eventually.TrueAsync(() => state(run.Control.Progress), () => $"{run.Control.Progress}; log: {run.Log}");
}
