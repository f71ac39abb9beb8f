using KongAkka.Jobs.Replays;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Rejects;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.Jobs;

public sealed class RejectReplayTests
{
    [Fact]
    public async Task What_fits_by_now_is_loaded_once_however_often_it_is_replayed()
    {
        await using var run = await JobRun.CreateAsync(partitions: 3);
        await run.RejectAsync(rows: 160, partitions: 3);
        Assert.Equal(60, (await run.ReplayAsync()).Rejected[ReplayRuns.Unfit]);
        await run.HoldsExactlyAsync(100);
        run.SetUrl(1000);

        var first = await run.ReplayAsync();
        var second = await run.ReplayAsync();

        Assert.Equal((60L, 1L, 0L), (first.Loaded, first.Loads, first.ReplayedBefore));
        Assert.Equal((0L, 0L, 60L), (second.Loaded, second.Loads, second.ReplayedBefore));
        await run.HoldsExactlyAsync(160);
        Assert.Equal(60, (await run.RejectsAsync()).Count);
    }

    [Fact]
    public async Task A_record_that_was_written_down_twice_is_loaded_once()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        await run.RejectAsync(rows: 110, partitions: 1);
        var file = Path.Combine(run.Spec.Rejects.Directory, "test.jsonl");
        await File.AppendAllLinesAsync(file, await File.ReadAllLinesAsync(file));
        run.SetUrl(1000);
        run.Spec = run.Spec with { Batch = run.Spec.Batch with { MaxRows = 3 } };

        var tally = await run.ReplayAsync();

        Assert.Equal((10L, 4L, 0L), (tally.Loaded, tally.Loads, tally.ReplayedBefore));
        await run.HoldsExactlyAsync(110);
    }

    [Fact]
    public async Task Only_what_is_asked_for_is_replayed()
    {
        await using var run = await JobRun.CreateAsync(partitions: 2);
        await run.RejectAsync(rows: 110, partitions: 2);
        run.SetUrl(1000);

        Assert.Equal(5, (await run.ReplayAsync(new ReplayRequest { Selects = record => record.Partition == 1 })).Loaded);
        var rest = await run.ReplayAsync();

        Assert.Equal((5L, 5L), (rest.Loaded, rest.ReplayedBefore));
        await run.HoldsExactlyAsync(110);
    }

    [Theory]
    [InlineData(FaultPoint.BeforeBody)]
    [InlineData(FaultPoint.BeforeCommit)]
    [InlineData(FaultPoint.Answer)]
    public async Task A_replay_that_is_killed_in_its_load_is_taken_up_by_the_next(FaultPoint point)
    {
        await using var run = await JobRun.CreateAsync(partitions: 2);
        await run.RejectAsync(rows: 130, partitions: 2);
        run.SetUrl(1000);
        var played = run.StarRocks.Faults.Played;
        run.StarRocks.Faults.Next(Fault.Hang(point));
        using (var killed = new CancellationTokenSource())
        {
            using var system = run.OpenJournal();
            var replay = run.ReplayAsync(system, cancellation: killed.Token);
            await Eventually.TrueAsync(() => run.StarRocks.Faults.Played > played, () => $"{run.Log}");
            await system.Terminate();
            await killed.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => replay);
        }

        var next = await run.ReplayAsync();

        Assert.Equal((30L, 0L), (next.Loaded, next.ReplayedBefore));
        Assert.Equal(1, run.Log.CountOf("open load"));
        await run.HoldsExactlyAsync(130);
    }

    [Fact]
    public async Task Of_two_replays_at_a_time_the_first_is_told_that_it_was_taken_over_and_nothing_is_doubled()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        await run.RejectAsync(rows: 120, partitions: 1);
        run.SetUrl(1000);
        run.StarRocks.Faults.Next(Fault.Wait(FaultPoint.BeforeCommit, Timeout.InfiniteTimeSpan));
        using var system = run.OpenJournal();
        var first = run.ReplayAsync(system);
        await Eventually.TrueAsync(() => run.StarRocks.Faults.Waiting == 1, () => $"{run.Log}");

        var second = await run.ReplayAsync();
        run.StarRocks.Faults.Release();

        Assert.Equal(20, second.Loaded);
        Assert.Contains("Another replay of the rejects of job test has taken over.", (await Assert.ThrowsAsync<UnrecoverableException>(() => first)).Message, StringComparison.Ordinal);
        await system.Terminate();
        await run.HoldsExactlyAsync(120);
    }

    [Fact]
    public async Task A_job_that_runs_is_not_disturbed()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.SetUrl(ReplayRuns.NarrowUrl);
        run.Start();
        run.Produce(150, partitions: 1);
        await Eventually.TrueAsync(() => run.Status.Positions.GetValueOrDefault(0) == 300, () => $"{run.Status}\n{run.Log}");
        run.SetUrl(1000);

        Assert.Equal(50, (await run.ReplayAsync()).Loaded);
        await run.StopAsync();
        run.Start();
        run.Produce(10, partitions: 1, first: 150);
        await run.LoadedAsync(10);

        await run.HoldsExactlyAsync(160);
    }

    /// <summary>A reject is written down before the load of its batch is planned: a job that is killed in between reads the record again, by the table as it is then.</summary>
    [Fact]
    public async Task A_record_that_the_job_reads_again_and_loads_itself_is_never_replayed()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.SetUrl(ReplayRuns.NarrowUrl);
        run.Spec = run.Spec with { Source = run.Spec.Source with { Bounded = BoundedMode.LatestOffset } };
        run.Produce(120, partitions: 1);
        run.StarRocks.Faults.Always(Fault.Hang(FaultPoint.BeforeCommit));
        run.Start();
        await Eventually.TrueAsync(() => run.StarRocks.Faults.Played > 0 && run.RejectsAsync().Result.Count == 20, () => $"{run.Log}");
        await run.KillAsync();
        run.StarRocks.Faults.Clear();
        run.SetUrl(1000);

        var before = await run.ReplayAsync();
        run.Start();
        await run.EndedAsync();
        await run.KillAsync();
        var after = await run.ReplayAsync();

        Assert.Equal((0L, 20L), (before.Loaded, before.NotPassed));
        Assert.Equal((0L, 0L, 20L), (after.Loaded, after.NotPassed, after.ReadAgain));
        await run.HoldsExactlyAsync(120);
    }

    [Fact]
    public async Task A_record_that_the_job_reads_again_and_rejects_again_is_replayed()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.SetUrl(ReplayRuns.NarrowUrl);
        run.Spec = run.Spec with { Source = run.Spec.Source with { Bounded = BoundedMode.LatestOffset } };
        run.Produce(120, partitions: 1);
        run.StarRocks.Faults.Always(Fault.Hang(FaultPoint.BeforeCommit));
        run.Start();
        await Eventually.TrueAsync(() => run.StarRocks.Faults.Played > 0 && run.RejectsAsync().Result.Count == 20, () => $"{run.Log}");
        await run.KillAsync();
        run.StarRocks.Faults.Clear();
        run.Start();
        await run.EndedAsync();
        await run.KillAsync();
        Assert.Equal(40, (await run.RejectsAsync()).Count);
        run.SetUrl(1000);

        var tally = await run.ReplayAsync();

        Assert.Equal((20L, 0L), (tally.Loaded, tally.ReadAgain));
        await run.HoldsExactlyAsync(120);
    }

    [Fact]
    public async Task Rejects_in_a_topic_are_replayed_as_those_in_files()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Topic.Kafka.CreateTopic("rejects");
        run.Spec = run.Spec with { Rejects = new RejectSettings(RejectType.Kafka) { Topic = new RejectTopic { BootstrapServers = run.Topic.Settings.BootstrapServers, Name = "rejects" } } };
        await run.RejectAsync(rows: 115, partitions: 1);
        run.SetUrl(1000);
        Assert.Equal(15, (await run.ReplayAsync()).Loaded);
        await run.HoldsExactlyAsync(115);
    }

    [Fact]
    public async Task Another_table_than_the_journals_is_refused()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        await run.RejectAsync(rows: 110, partitions: 1);
        run.Spec = run.Spec with { Rule = "raw", Sink = run.Spec.Sink with { StarRocks = run.Spec.Sink.StarRocks! with { Table = "kong_log_events" } } };
        var refusal = await Assert.ThrowsAsync<UnrecoverableException>(() => run.ReplayAsync());
        Assert.Contains("quickstart.KONG_ACCESS_LOG", refusal.What, StringComparison.Ordinal);
    }
}
