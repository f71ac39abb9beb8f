using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.SandboxTests.Consuming;

public sealed class LostOffsetsTests
{
    [Fact]
    public async Task A_start_that_Kafka_no_longer_has_ends_the_job_and_names_what_is_there()
    {
        using var topic = new EmbeddedTopic();
        topic.Produce(100);
        topic.Kafka.DeleteRecords(EmbeddedTopic.Name, 0, 40);
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 10));
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(run.CompletedAsync);
        Assert.Equal("Topic logs partition 0 has no offset 10: Kafka has 40 up to 100.", failure.What);
        Assert.Equal(0, run.Count);
    }

    [Fact]
    public async Task Lost_offsets_are_skipped_and_recorded_where_the_settings_say_so()
    {
        using var topic = new EmbeddedTopic(partitions: 2);
        topic.Produce(100);
        topic.Produce(100, 1);
        topic.Kafka.DeleteRecords(EmbeddedTopic.Name, 0, 40);
        await using var run = new SourceRun(
            topic.Settings with { OnLostOffsets = LostOffsets.Continue }, new PartitionBounds(0, 10, 100), new PartitionBounds(1, 0, 100));
        await run.CompletedAsync();
        Assert.Equal(Enumerable.Range(40, 60).Select(i => (long)i), run.Offsets());
        Assert.Equal(100, run.Offsets(1).Count());
        Assert.Equal(30, run.Control.OffsetsLost);
        Assert.Equal(1, run.Log.CountOf("offsets 10 to 39 are lost"));
    }

    [Fact]
    public async Task A_range_that_is_lost_as_a_whole_is_done()
    {
        using var topic = new EmbeddedTopic();
        topic.Produce(100);
        topic.Kafka.DeleteRecords(EmbeddedTopic.Name, 0, 40);
        await using var run = new SourceRun(topic.Settings with { OnLostOffsets = LostOffsets.Continue }, new PartitionBounds(0, 10, 20));
        await run.CompletedAsync();
        Assert.Equal([new PartitionPosition(0, 20)], run.Positions);
        Assert.Equal(10, run.Control.OffsetsLost);
    }

    [Theory]
    [InlineData(10, 20)]
    [InlineData(10, 40)]
    [InlineData(39, 41)]
    public async Task A_range_that_begins_before_what_Kafka_has_ends_the_job_and_delivers_nothing(long first, long next)
    {
        using var topic = new EmbeddedTopic();
        topic.Produce(100);
        topic.Kafka.DeleteRecords(EmbeddedTopic.Name, 0, 40);
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, first, next));
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(run.CompletedAsync);
        Assert.Equal($"Topic logs partition 0 has no offset {first}: Kafka has 40 up to 100.", failure.What);
        Assert.Equal(0, run.Count);
    }

    [Fact]
    public async Task A_slow_reader_that_retention_overtakes_is_told()
    {
        using var topic = new EmbeddedTopic(lingerMilliseconds: 0);
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0));
        var open = new TaskCompletionSource();
        run.Gate = () => open.Task;
        topic.Produce(10);
        await run.UntilAsync(10);

        // Far more than the reader's queue and the topic hold.
        var noise = new byte[64 * 1024];
        for (var i = 0; i < 1500; i++)
        {
            Random.Shared.NextBytes(noise);
            topic.Send([.. noise]);
        }
        topic.Flush();
        open.SetResult();

        var failure = await Assert.ThrowsAsync<UnrecoverableException>(run.CompletedAsync);
        Assert.Contains("has no offset", failure.What, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, (int)run.Count).Select(i => (long)i), run.Offsets());
    }

    [Theory]
    [InlineData(LostOffsets.Fail)]
    [InlineData(LostOffsets.Continue)]
    public async Task A_start_beyond_the_end_ends_the_job_always(LostOffsets policy)
    {
        using var topic = new EmbeddedTopic();
        topic.Produce(100);
        await using var run = new SourceRun(topic.Settings with { OnLostOffsets = policy }, new PartitionBounds(0, 500));
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(run.CompletedAsync);
        Assert.Contains("made anew or cut short", failure.What, StringComparison.Ordinal);
    }
}
