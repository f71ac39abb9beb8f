using System.Text;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.SandboxTests.Consuming;

public sealed class KafkaSourceTests
{
    [Fact]
    public async Task Every_record_of_every_partition_comes_once_and_in_order()
    {
        using var topic = new EmbeddedTopic(partitions: 4, brokers: 3);
        for (var p = 0; p < 4; p++) topic.Produce(20_000, p);

        await using var run = new SourceRun(topic.Settings, [.. Enumerable.Range(0, 4).Select(p => new PartitionBounds(p, 0, 20_000))]);
        await run.CompletedAsync();

        for (var p = 0; p < 4; p++)
        {
            Assert.Equal(Enumerable.Range(0, 20_000).Select(i => (long)i), run.Offsets(p));
            Assert.Equal(Enumerable.Range(0, 20_000).Select(i => $"{p}:{i}"), run.Records.Where(r => r.Partition == p).Select(r => r.Value));
        }
    }

    [Fact]
    public async Task A_bounded_range_begins_at_its_start_and_ends_before_its_end()
    {
        using var topic = new EmbeddedTopic(partitions: 2);
        topic.Produce(1000);
        topic.Produce(1000, 1);

        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 100, 200), new PartitionBounds(1, 5, 6));
        await run.CompletedAsync();

        Assert.Equal(Enumerable.Range(100, 100).Select(i => (long)i), run.Offsets());
        Assert.Equal([5L], run.Offsets(1));
    }

    [Fact]
    public async Task A_range_that_is_empty_is_done_without_a_broker()
    {
        var settings = new KafkaSettings { BootstrapServers = "127.0.0.1:1", Topic = "none", GroupId = "g" };
        await using var run = new SourceRun(settings, new PartitionBounds(0, 5, 5), new PartitionBounds(1, 9, 3));
        await run.CompletedAsync();
        Assert.Equal(0, run.Count);
    }

    [Fact]
    public async Task An_end_that_is_not_written_yet_is_waited_for()
    {
        using var topic = new EmbeddedTopic();
        topic.Produce(10);
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0, 15));
        await run.UntilAsync(10);
        Assert.False(run.Completion.IsCompleted);
        topic.Produce(10, first: 10);
        await run.CompletedAsync();
        Assert.Equal(15, run.Count);
    }

    [Fact]
    public async Task Tombstones_empty_values_and_timestamps_come_through()
    {
        using var topic = new EmbeddedTopic();
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        topic.Send(null);
        topic.Send([]);
        topic.Send("x"u8.ToArray());
        topic.Flush();

        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0, 3));
        await run.CompletedAsync();

        Assert.Equal([null, "", "x"], run.Records.Select(r => r.Value));
        Assert.All(run.Records, r => Assert.InRange(r.Timestamp, before, before + 60_000));
    }

    [Fact]
    public async Task A_record_of_20_MB_passes()
    {
        using var topic = new EmbeddedTopic();
        // The embedded Kafka drops a batch of more than 5 MiB: it must compress well.
        var large = new byte[20_000_000];
        for (var i = 0; i < large.Length; i++) large[i] = (byte)('a' + (i % 26));
        topic.Produce(1);
        topic.Send(large);
        topic.Flush();
        topic.Produce(1);

        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0, 3));
        await run.CompletedAsync();

        Assert.Equal(["0:0", Encoding.UTF8.GetString(large), "0:0"], run.Records.Select(r => r.Value));
    }

    [Fact]
    public async Task A_batch_is_cut_at_its_bytes()
    {
        using var topic = new EmbeddedTopic();
        for (var i = 0; i < 40; i++) topic.Send(Encoding.UTF8.GetBytes(new string('x', 100_000)));
        topic.Flush();
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0, 40));
        await run.CompletedAsync();
        Assert.Equal(40, run.Count);
    }

    [Fact]
    public async Task A_slow_reader_holds_four_batches_at_most_and_loses_nothing()
    {
        using var topic = new EmbeddedTopic(partitions: 2);
        topic.Produce(40_000);
        topic.Produce(40_000, 1);
        var open = new TaskCompletionSource();
        var settings = topic.Settings;
        await using var run = new SourceRun(settings, new PartitionBounds(0, 0, 40_000), new PartitionBounds(1, 0, 40_000));
        run.Gate = () => open.Task;
        var control = (KafkaControl)run.Control;
        await Eventually.TrueAsync(() => control.BatchesOut == PollLoop.Batches, () => $"{control.BatchesOut} batches");
        // Nothing must come while none is returned: time is what is tested.
        await Task.Delay(500);
        Assert.Equal(PollLoop.Batches, control.BatchesOut);
        Assert.True(run.Count <= PollLoop.Batches * BatchFiller.MaxRecords);

        open.SetResult();
        await run.CompletedAsync();
        Assert.Equal(80_000, run.Count);
    }

    [Fact]
    public async Task What_is_fetched_ahead_of_a_slow_reader_is_bounded()
    {
        const int bytes = 1000;
        using var topic = new EmbeddedTopic();
        var settings = topic.Settings with
        {
            Properties = new Dictionary<string, string>(topic.Settings.Properties)
            {
                ["queued.max.messages.kbytes"] = "512",
                ["max.partition.fetch.bytes"] = "100000",
            },
        };
        for (var i = 0; i < 20_000; i++) topic.Send(new byte[bytes]);
        topic.Flush();
        KafkaReader? reader = null;
        var open = new TaskCompletionSource();
        await using var run = new SourceRun(new KafkaSourceStage(() => new PollLoop(
            settings, [new PartitionBounds(0, 0, 20_000)], new LogLines(), () => reader = new KafkaReader(settings, new LogLines()))));
        run.Gate = () => open.Task;
        var control = (KafkaControl)run.Control;
        await Eventually.TrueAsync(() => control.BatchesOut == PollLoop.Batches && NativeQueue.Length(reader!) > 0, () => $"{control.BatchesOut} batches");
        // Time for whatever would come: time is what is tested.
        await Task.Delay(500);
        // The queue, and the one answer that was under way: a batch of the producer's at least.
        Assert.InRange(NativeQueue.Length(reader!) * bytes, 1, (512 * 1024) + (2 * 1000 * 1000));
        open.SetResult();
        await run.CompletedAsync();
        Assert.Equal(20_000, run.Count);
    }
}
