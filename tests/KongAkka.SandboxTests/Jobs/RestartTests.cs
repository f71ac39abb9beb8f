using KongAkka.Jobs;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.Sandbox.StarRocks.Tables;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.Jobs;

/// <summary>Jobs that end in whatever way and are started again on their journal.</summary>
public sealed class RestartTests
{
    public static TheoryData<Fault> LeftBehind =>
    [
        Fault.Hang(FaultPoint.BeforeCommit), Fault.Hang(FaultPoint.Answer), Fault.LeavePrepared(), Fault.CommitUnknownNotCommitted(leavesPrepared: true), Fault.TruncatedAnswer(),
    ];

    [Fact]
    public async Task A_stopped_job_shows_its_positions_at_once_and_goes_on_from_them()
    {
        await using var run = await JobRun.CreateAsync(partitions: 2);
        run.Start();
        run.Produce(1000, partitions: 2);
        await run.ReachedAsync(2, 1000);
        await run.StopAsync();
        run.Start();
        await run.ReachedAsync(2, 1000);
        Assert.Equal(0, run.Status.Counters.Records);
        run.Produce(1000, partitions: 2, first: 1000);
        await run.ReachedAsync(2, 2000);
        await run.HoldsExactlyAsync(2000);
    }

    [Theory]
    [MemberData(nameof(LeftBehind))]
    public async Task Loads_that_a_killed_process_left_behind_are_neither_lost_nor_doubled(Fault fault)
    {
        await using var run = await JobRun.CreateAsync(partitions: 2);
        run.StarRocks.Faults.Always(fault);
        run.Start();
        run.Produce(2000, partitions: 2);
        await Eventually.TrueAsync(() => run.StarRocks.Faults.Played >= 1, () => run.Log.ToString());
        await run.KillAsync();
        run.StarRocks.Faults.Clear();
        run.Start();
        await run.ReachedAsync(2, 2000);
        await run.HoldsExactlyAsync(2000);
    }

    [Fact]
    public async Task Kills_at_any_moment_amid_loads_that_break_lose_and_double_nothing()
    {
        await using var run = await JobRun.CreateAsync(partitions: 3);
        run.Spec = run.Spec with { Parallelism = 2, Batch = run.Spec.Batch with { MaxRows = 100 } };
        run.StarRocks.Faults.RandomCuts(0.3, seed: 7);
        for (var life = 0; life < 6; life++)
        {
            run.Start();
            run.Produce(600, partitions: 3, first: 600 * life);
            // The moment is meant to be any.
            await Task.Delay(Random.Shared.Next(50, 800));
            await run.KillAsync();
        }

        run.StarRocks.Faults.Clear();
        run.Start();
        await run.ReachedAsync(3, 6 * 400);
        await run.HoldsExactlyAsync(6 * 600);
    }

    [Fact]
    public async Task A_job_stopped_as_soon_as_it_is_started_ends()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        for (var times = 0; times < 5; times++)
        {
            run.Start();
            await run.StopAsync();
            Assert.Equal(JobState.Suspended, run.Status.State);
        }
    }

    [Fact]
    public async Task A_stopped_job_goes_on_in_the_same_process()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Start();
        run.Produce(100, partitions: 1);
        await run.ReachedAsync(1, 200);
        Assert.False(run.Host.Restart("test", RestartOptions.None));
        await run.Host.StopAsync(TimeSpan.FromSeconds(10)).WaitAsync(Eventually.Patience);
        run.Produce(100, partitions: 1, first: 100);
        Assert.True(run.Host.Restart("test", RestartOptions.None));
        await run.ReachedAsync(1, 400);
        await run.HoldsExactlyAsync(200);
        await run.StopAsync();
    }

    [Fact]
    public async Task Another_topic_under_the_same_name_is_refused_with_both()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Start();
        await Eventually.TrueAsync(() => run.Status.State == JobState.Running, () => run.Log.ToString());
        await run.StopAsync();
        run.Topic.Kafka.CreateTopic("other");
        run.Spec = run.Spec with { Source = run.Spec.Source with { Topic = "other" } };
        await AssertRefusedAsync(run, EmbeddedTopic.Name, "other");
    }

    [Fact]
    public async Task Another_table_under_the_same_name_is_refused_with_both()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Start();
        await Eventually.TrueAsync(() => run.Status.State == JobState.Running, () => run.Log.ToString());
        await run.StopAsync();
        run.StarRocks.CreateTable("quickstart", new TableDefinition("OTHER", [.. QuickstartDatabase.AccessLog.Columns]));
        run.Spec = run.Spec with { Sink = run.Spec.Sink with { StarRocks = run.Spec.Sink.StarRocks! with { Table = "OTHER" } } };
        await AssertRefusedAsync(run, "quickstart.KONG_ACCESS_LOG", "quickstart.OTHER");
    }

    private static async Task AssertRefusedAsync(JobRun run, string before, string now)
    {
        run.Start();
        await run.EndedAsync();
        Assert.Equal(JobState.Failed, run.Status.State);
        Assert.All([before, now, "kongakka.jobs.<name>"], part => Assert.Contains(part, run.Status.Failure, StringComparison.Ordinal));
    }
}
