using KongAkka.Jobs;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline.Consuming;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.Jobs;

/// <summary>Jobs whose partitions are dealt out anew.</summary>
public sealed class GenerationTests
{
    [Fact]
    public async Task Another_parallelism_goes_on_from_the_same_offsets()
    {
        await using var run = await JobRun.CreateAsync(partitions: 3);
        var produced = 0;
        foreach (var parallelism in new[] { 1, 3, 2 })
        {
            run.Spec = run.Spec with { Parallelism = parallelism };
            run.Start();
            run.Produce(600, partitions: 3, first: produced);
            produced += 600;
            await run.ReachedAsync(3, 2 * produced / 3);
            await run.StopAsync();
        }

        await run.HoldsExactlyAsync(produced);
        Assert.Equal(3, run.Journaled("generation-started").Count);
    }

    [Fact]
    public async Task Open_loads_are_brought_to_their_end_before_the_next_generation()
    {
        await using var run = await JobRun.CreateAsync(partitions: 3);
        run.StarRocks.Faults.Always(Fault.Hang(FaultPoint.BeforeCommit));
        run.StarRocks.Faults.Next(Fault.Hang(FaultPoint.Answer));
        run.Start();
        run.Produce(3000, partitions: 3);
        await Eventually.TrueAsync(() => run.StarRocks.Faults.Played >= 2, () => run.Log.ToString());
        await run.KillAsync();
        run.StarRocks.Faults.Clear();
        run.Spec = run.Spec with { Parallelism = 3 };
        run.Start();
        await run.ReachedAsync(3, 2000);
        await run.HoldsExactlyAsync(3000);
        Assert.Single(run.Journaled("retired"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_finished_job_started_again_reads_from_where_it_was_to_a_new_end(bool isSameProcess)
    {
        await using var run = await JobRun.CreateAsync(partitions: 2);
        run.Spec = run.Spec with { Source = run.Spec.Source with { Bounded = BoundedMode.LatestOffset } };
        run.Produce(500, partitions: 2);
        run.Start();
        await run.EndedAsync();
        Assert.Equal(JobState.Finished, run.Status.State);
        run.Produce(500, partitions: 2, first: 500);
        if (isSameProcess)
        {
            Assert.True(run.Host.Restart("test", RestartOptions.None));
        }
        else
        {
            await run.KillAsync();
            run.Start();
        }

        await run.EndedAsync();
        Assert.Equal(JobState.Finished, run.Status.State);
        await run.HoldsExactlyAsync(1000);
    }

    [Fact]
    public async Task A_bounded_job_becomes_an_unbounded_one_and_a_bounded_one_again()
    {
        await using var run = await JobRun.CreateAsync(partitions: 2);
        var unbounded = run.Spec;
        var bounded = run.Spec with { Source = run.Spec.Source with { Bounded = BoundedMode.LatestOffset } };
        run.Spec = bounded;
        run.Produce(100, partitions: 2);
        run.Start();
        await run.EndedAsync();
        await run.KillAsync();
        run.Spec = unbounded;
        run.Start();
        run.Produce(100, partitions: 2, first: 100);
        await run.ReachedAsync(2, 200);
        await run.StopAsync();
        run.Spec = bounded;
        run.Produce(100, partitions: 2, first: 200);
        run.Start();
        await run.EndedAsync();
        Assert.Equal(JobState.Finished, run.Status.State);
        await run.HoldsExactlyAsync(300);
    }

    [Fact]
    public async Task Offsets_that_somebody_else_has_set_fail_the_job_with_both_and_the_choices()
    {
        await using var run = await JobRun.CreateAsync(partitions: 2);
        await RunToAsync(run, 500);
        await GroupOffsets.CommitAsync(run.Spec.Source, [new PartitionPosition(0, 123)]);
        run.Start();
        await run.EndedAsync();
        Assert.Equal(JobState.Failed, run.Status.State);
        Assert.All(["journal 500", "group 123", "on-conflict=group-offsets", "on-conflict=journal"], part => Assert.Contains(part, run.Status.Failure, StringComparison.Ordinal));
        Assert.Equal(0, run.Status.Counters.Records);
    }

    [Fact]
    public async Task The_groups_offsets_are_taken_where_they_contradict_and_nowhere_else()
    {
        await using var run = await JobRun.CreateAsync(partitions: 2);
        await RunToAsync(run, 500);
        // Partition 1 lags behind, as the group does after a crash.
        await GroupOffsets.CommitAsync(run.Spec.Source, [new PartitionPosition(1, 300)], $"kongakka/1 {run.Status.Id} 1");
        await GroupOffsets.CommitAsync(run.Spec.Source, [new PartitionPosition(0, 400)]);
        run.Spec = run.Spec with { OnGroupConflict = GroupConflict.GroupOffsets };
        run.Start();
        await Eventually.TrueAsync(() => run.Status.Counters.LoadedRows == 50, () => $"{run.Status}\n{run.Log}");
        run.Produce(2, partitions: 2, first: 500);
        await run.ReachedAsync(2, 502);
        var again = Enumerable.Range(0, 500).Where(i => i % 2 == 0 && i >= 400);
        Assert.Equal(Enumerable.Range(0, 502).Concat(again).Order(), await run.NumbersAsync());
    }

    private static async Task RunToAsync(JobRun run, int rows)
    {
        run.Spec = run.Spec with { Parallelism = 2 };
        run.Start();
        run.Produce(rows, partitions: 2);
        await run.ReachedAsync(2, rows);
        await run.StopAsync();
    }
}
