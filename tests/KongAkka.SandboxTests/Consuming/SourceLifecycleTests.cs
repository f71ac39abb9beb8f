using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;
using Confluent.Kafka;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Native;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.SandboxTests.Consuming;

public sealed class SourceLifecycleTests
{
    [Fact]
    public async Task After_a_stop_the_stream_completes_with_what_was_fetched_and_another_goes_on_from_there()
    {
        using var topic = new EmbeddedTopic(partitions: 2);
        topic.Produce(20_000);
        topic.Produce(20_000, 1);
        await using var first = new SourceRun(topic.Settings, new PartitionBounds(0, 0), new PartitionBounds(1, 0));
        await first.UntilAsync(1);
        first.Control.StopFetching();
        await first.CompletedAsync();
        await first.Control.Stopped.WaitAsync(Eventually.Patience);

        PartitionBounds Rest(int partition) => new(partition, first.Offsets(partition).DefaultIfEmpty(-1).Max() + 1, 20_000);
        await using var second = new SourceRun(topic.Settings, Rest(0), Rest(1));
        await second.CompletedAsync();

        for (var p = 0; p < 2; p++)
            Assert.Equal(Enumerable.Range(0, 20_000).Select(i => (long)i), first.Offsets(p).Concat(second.Offsets(p)));
    }

    [Fact]
    public async Task An_idle_source_stops()
    {
        using var topic = new EmbeddedTopic();
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0));
        run.Control.StopFetching();
        await run.CompletedAsync();
        await run.Control.Stopped.WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task A_source_whose_brokers_are_away_stops()
    {
        var settings = new KafkaSettings { BootstrapServers = "127.0.0.1:1", Topic = "logs", GroupId = "group" };
        await using var run = new SourceRun(settings, new PartitionBounds(0, 0));
        await Eventually.TrueAsync(() => run.Control.Trouble is not null, () => $"no trouble; log: {run.Log}");
        run.Control.Commit([new PartitionPosition(0, 5)]);
        run.Control.StopFetching();
        await run.CompletedAsync();
        await run.Control.Stopped.WaitAsync(Eventually.Patience);
        Assert.Equal(0, run.Log.CountOf("left behind"));
    }

    [Fact]
    public async Task A_stream_that_fails_downstream_ends_the_thread_though_no_batch_comes_back()
    {
        using var topic = new EmbeddedTopic();
        topic.Produce(50_000);
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0));
        run.Gate = () => Task.Delay(Timeout.Infinite);
        await run.UntilAsync(1);
        run.Abort();
        await run.Control.Stopped.WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task No_thread_is_left_behind()
    {
        using var topic = new EmbeddedTopic();
        const string name = "kafka leaktest";
        topic.Kafka.CreateTopic("leaktest");
        using var system = ActorSystem.Create("leak");
        var materializer = system.Materializer();
        for (var i = 0; i < 10; i++)
        {
            var (control, done) = KafkaSource.Create(topic.Settings with { Topic = "leaktest" }, [new PartitionBounds(0, 0)], NullLogger.Instance)
                .ToMaterialized(Sink.ForEach<ConsumedBatch>(b => b.Return()), Keep.Both)
                .Run(materializer);
            await Eventually.TrueAsync(() => ThreadsNamed(name) == 1, () => $"{ThreadsNamed(name)} threads");
            control.StopFetching();
            await done.WaitAsync(Eventually.Patience);
            await control.Stopped.WaitAsync(Eventually.Patience);
            await Eventually.TrueAsync(() => ThreadsNamed(name) == 0, () => $"{ThreadsNamed(name)} threads");
        }
    }

    [Fact]
    public async Task Commits_reach_the_group_and_a_refused_one_harms_nothing()
    {
        using var topic = new EmbeddedTopic(partitions: 2);
        topic.Produce(100);
        topic.Produce(100, 1);
        var settings = topic.Settings with { Startup = StartupMode.GroupOffsets };
        await using (var run = new SourceRun(settings, new PartitionBounds(0, 0), new PartitionBounds(1, 0)))
        {
            await run.UntilAsync(200);
            topic.Kafka.FailNext(Sandbox.Kafka.KafkaApi.OffsetCommit, ErrorCode.OffsetMetadataTooLarge);
            run.Control.Commit([new PartitionPosition(0, 1)]);
            await Eventually.TrueAsync(() => run.Log.CountOf("Committing offsets for lag monitors failed") == 1, () => run.Log.ToString());
            run.Control.Commit([new PartitionPosition(0, 10), new PartitionPosition(1, 20)]);
            run.Control.Commit([new PartitionPosition(0, 30)]);
        }
        var bounds = await new OffsetResolver(settings, NullLogger.Instance).ResolveAsync(CancellationToken.None);
        Assert.Equal([new PartitionBounds(0, 30), new PartitionBounds(1, 20)], bounds);

        await GroupOffsets.CommitAsync(settings, [new PartitionPosition(1, 77)]);
        bounds = await new OffsetResolver(settings, NullLogger.Instance).ResolveAsync(CancellationToken.None);
        Assert.Equal([new PartitionBounds(0, 30), new PartitionBounds(1, 77)], bounds);
    }

    [Fact]
    public async Task The_ends_of_the_partitions_are_known()
    {
        using var topic = new EmbeddedTopic(partitions: 2);
        topic.Produce(100);
        await using var run = new SourceRun(topic.Settings, new PartitionBounds(0, 0), new PartitionBounds(1, 0));
        await Eventually.TrueAsync(
            () => run.Control.EndOffsets.GetValueOrDefault(0) == 100 && run.Control.EndOffsets.GetValueOrDefault(1, -1) == 0,
            () => string.Join(", ", run.Control.EndOffsets));
    }

    [Theory]
    [InlineData("no.such.thing", "1")]
    [InlineData("receive.message.max.bytes", "1000000")]
    public async Task A_wrong_property_ends_the_job_and_is_named(string key, string value)
    {
        var settings = new KafkaSettings
        {
            BootstrapServers = "127.0.0.1:1",
            Topic = "logs",
            GroupId = "group",
            Properties = new Dictionary<string, string> { ["security.protocol"] = "SSL", [key] = value },
        };
        await using var run = new SourceRun(settings, new PartitionBounds(0, 0));
        var failure = await Assert.ThrowsAsync<UnrecoverableException>(run.CompletedAsync);
        Assert.Contains(key, failure.What, StringComparison.Ordinal);
        await Assert.ThrowsAsync<UnrecoverableException>(() => new OffsetResolver(settings, NullLogger.Instance).ResolveAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named_and_may_be_there_at_the_next_try()
    {
        var settings = new KafkaSettings
        {
            BootstrapServers = "127.0.0.1:1",
            Topic = "logs",
            GroupId = "group",
            Properties = new Dictionary<string, string> { ["security.protocol"] = "SSL", ["ssl.ca.location"] = "/no/such/file" },
        };
        await using var run = new SourceRun(settings, new PartitionBounds(0, 0));
        var failure = await Assert.ThrowsAsync<KafkaException>(run.CompletedAsync);
        Assert.Contains("ssl.ca.location: \"/no/such/file\" cannot be read", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_native_handle_of_a_client_can_be_reached()
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig { GroupId = "g" }).Build();
        Assert.NotEqual(0, ClientHandle.Of(consumer));
    }

    private static int ThreadsNamed(string name) =>
        Directory.GetDirectories("/proc/self/task").Count(task => NameOf(task) == name);

    private static string NameOf(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).Trim();
        }
        catch (IOException)
        {
            // The thread has just ended.
            return "";
        }
    }
}
