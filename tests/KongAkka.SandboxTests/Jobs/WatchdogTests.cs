using Confluent.Kafka;
using KongAkka.Pipeline.Telemetry;
using KongAkka.Sandbox.Kafka;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.Jobs;

public sealed class WatchdogTests
{
    private static readonly WatchdogSettings Short = new(TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(400));

    [Fact]
    public async Task A_load_that_hangs_is_seen_until_it_goes_on()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Spec = run.Spec with { Watchdog = Short };
        run.StarRocks.Faults.Next(Fault.Wait(FaultPoint.BeforeCommit, Timeout.InfiniteTimeSpan));
        run.Start();
        run.Produce(10, partitions: 1);
        await UntilAsync(run, stalls => stalls.Any(s => s.StartsWith("A load has been under way", StringComparison.Ordinal)));
        Assert.Equal(1, run.Log.CountOf("Warning: subtask 0 stands still: A load has been under way"));

        run.StarRocks.Faults.Release();
        await UntilAsync(run, stalls => stalls.Count == 0);
        Assert.Equal(1, run.Log.CountOf("Information: subtask 0 goes on: the sink goes on"));
        await run.LoadedAsync(10);
    }

    [Fact]
    public async Task A_broker_that_delivers_nothing_is_seen_until_it_does()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Spec = run.Spec with { Watchdog = Short };
        // The embedded Kafka gives one batch at a time: the first answer tells of the others.
        run.Produce(10, partitions: 1);
        run.Produce(10, partitions: 1, first: 10);
        run.Topic.Kafka.FailNext(KafkaApi.Fetch, [ErrorCode.NoError, .. Enumerable.Repeat(ErrorCode.KafkaStorageError, 1000)]);
        run.Start();
        await UntilAsync(run, stalls => stalls.Any(s => s.StartsWith("Kafka has ", StringComparison.Ordinal) && s.Contains(" unread records", StringComparison.Ordinal)));

        run.Topic.Kafka.ClearFailures(KafkaApi.Fetch);
        await run.LoadedAsync(20);
        await UntilAsync(run, stalls => stalls.Count == 0);
        Assert.Equal(1, run.Log.CountOf("goes on: the source goes on"));
    }

    [Fact]
    public async Task A_broker_and_a_frontend_that_are_away_are_seen_until_they_are_back()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Spec = run.Spec with { Watchdog = Short };
        run.Start();
        run.Produce(10, partitions: 1);
        await run.LoadedAsync(10);
        await run.StarRocks.StopFrontendAsync();
        run.Produce(10, partitions: 1, first: 10);
        await UntilAsync(run, stalls => stalls.Count == 1);
        run.Topic.Kafka.TakeDown();
        await UntilAsync(run, stalls => stalls.Count == 2);

        run.Topic.Kafka.BringUp();
        await run.StarRocks.StartFrontendAsync();
        await UntilAsync(run, stalls => stalls.Count == 0);
        await run.LoadedAsync(20);
    }

    [Fact]
    public async Task A_job_that_makes_progress_or_is_idle_does_not_stand_still()
    {
        await using var run = await JobRun.CreateAsync(partitions: 2);
        run.Spec = run.Spec with { Watchdog = new WatchdogSettings(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)) };
        run.Start();
        for (var i = 0; i < 10; i++)
        {
            run.Produce(10, partitions: 2, first: i * 10);
            // Time in which the topic is idle in between.
            await Task.Delay(400);
            Assert.Empty(run.Status.Stalls);
        }

        await run.LoadedAsync(100);
        Assert.Equal(0, run.Log.CountOf("stands still"));
    }

    private static Task UntilAsync(JobRun run, Func<IReadOnlyList<string>, bool> state) =>
        Eventually.TrueAsync(() => state(run.Status.Stalls), () => $"{string.Join("; ", run.Status.Stalls)}\n{run.Log}");
}
