using Confluent.Kafka;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Sandbox.Kafka;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.SandboxTests.Consuming;

public sealed class TopicChangeTests
{
    [Fact]
    public async Task A_topic_that_is_made_anew_with_fewer_records_ends_the_job()
    {
        using var topic = new EmbeddedTopic();
        topic.Produce(100);
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0));
        await run.UntilAsync(100);
        MakeAnew(topic);
        topic.Produce(10);
        await Assert.ThrowsAsync<UnrecoverableException>(run.CompletedAsync);
        Assert.Equal(100, run.Count);
    }

    [Fact]
    public async Task A_topic_that_is_made_anew_with_more_records_ends_the_job_though_its_offsets_fit()
    {
        using var topic = new EmbeddedTopic();
        topic.Produce(100);
        var identity = await new OffsetResolver(topic.Settings, NullLogger.Instance).IdentityAsync(CancellationToken.None);
        await using var run = new SourceRun(topic.Settings, "", identity.TopicId, new PartitionBounds(0, 0));
        await run.UntilAsync(100);
        // Else the reader would see the new topic while it is still empty.
        topic.Kafka.TakeDown();
        await Eventually.TrueAsync(() => run.Control.Trouble is not null, () => run.Log.ToString());
        MakeAnew(topic);
        topic.Kafka.BringUp();
        topic.Produce(200);
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(run.CompletedAsync);
        Assert.Contains("made anew", failure.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_that_is_not_the_one_that_the_offsets_belong_to_is_not_read()
    {
        using var topic = new EmbeddedTopic();
        var identity = await new OffsetResolver(topic.Settings, NullLogger.Instance).IdentityAsync(CancellationToken.None);
        MakeAnew(topic);
        topic.Produce(100);
        await using var run = new SourceRun(topic.Settings, "", identity.TopicId, new PartitionBounds(0, 50));
        await Assert.ThrowsAsync<UnrecoverableException>(run.CompletedAsync);
        Assert.Equal(0, run.Count);
    }

    [Fact]
    public async Task A_leader_that_goes_away_for_another_costs_no_record()
    {
        using var topic = new EmbeddedTopic(partitions: 2, brokers: 3);
        for (var p = 0; p < 2; p++) topic.Kafka.SetLeader(EmbeddedTopic.Name, p, 1);
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0, 1500), new PartitionBounds(1, 0, 1500));
        for (var broker = 1; broker <= 3; broker++)
        {
            for (var p = 0; p < 2; p++) topic.Produce(500, p, (broker - 1) * 500);
            await run.UntilAsync(broker * 500);
            if (broker == 3) break;
            topic.Kafka.TakeDown(broker);
            for (var p = 0; p < 2; p++) topic.Kafka.SetLeader(EmbeddedTopic.Name, p, broker + 1);
        }
        await run.CompletedAsync();
        for (var p = 0; p < 2; p++) Assert.Equal(Enumerable.Range(0, 1500).Select(i => $"{p}:{i}"), run.Records.Where(r => r.Partition == p).Select(r => r.Value));
    }

    [Theory]
    [InlineData(LostOffsets.Fail)]
    [InlineData(LostOffsets.Continue)]
    public async Task An_offset_that_is_called_lost_but_is_there_is_read_on(LostOffsets policy)
    {
        using var topic = new EmbeddedTopic();
        topic.Produce(100);
        await using var run = new SourceRun(topic.Settings with { OnLostOffsets = policy }, new PartitionBounds(0, 0, 200));
        await run.UntilAsync(100);
        topic.Kafka.FailNext(KafkaApi.Fetch, ErrorCode.OffsetOutOfRange);
        topic.Produce(100, first: 100);
        await run.CompletedAsync();
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (long)i), run.Offsets());
        Assert.Equal(0, run.Control.OffsetsLost);
    }

    private static void MakeAnew(EmbeddedTopic topic)
    {
        topic.Kafka.DeleteTopic(EmbeddedTopic.Name);
        topic.Kafka.CreateTopic(EmbeddedTopic.Name);
    }
}
