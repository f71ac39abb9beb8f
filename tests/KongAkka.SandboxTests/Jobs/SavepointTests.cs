using KongAkka.Jobs;
using KongAkka.Jobs.Savepoints;
using KongAkka.Sandbox.StarRocks.Faults;

namespace KongAkka.SandboxTests.Jobs;

public sealed class SavepointTests : IDisposable
{
    private const string Trigger = "0123456789abcdef0123456789abcdef";
    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-savepoints-").FullName;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_savepoint_of_a_quiet_job_has_the_end_of_each_partition(int parallelism)
    {
        await using var run = await StartAsync(parallelism);
        run.Produce(200, partitions: 2);
        await run.ReachedAsync(2, 200);
        var savepoint = SavepointFile.Read(await TakenAsync(run));
        Assert.Equal([200L, 200L], savepoint.Positions.Select(p => p.Next));
        Assert.Equal((run.Status.Id, "test", false), (savepoint.JobId, savepoint.JobName, savepoint.IsDrained));
        Assert.Equal(JobState.Running, run.Status.State);
    }

    [Fact]
    public async Task A_savepoint_waits_for_the_loads_open_at_the_trigger_and_not_for_later_records()
    {
        await using var run = await StartAsync(parallelism: 1);
        run.StarRocks.Faults.Always(Fault.Hang(FaultPoint.BeforeCommit));
        run.Produce(100, partitions: 2);
        await run.PlannedAsync();
        Assert.True(run.Host.TriggerSavepoint("test", new SavepointRequest(Trigger)));
        Assert.True(run.Host.TriggerSavepoint("test", new SavepointRequest(Trigger)));
        Assert.True(Assert.Single(run.Status.Savepoints).IsUnderWay);
        await run.KillAsync();
        Assert.False(Directory.Exists(_folder) && Directory.EnumerateFileSystemEntries(_folder).Any());
        Assert.NotNull(run.Status.Savepoints[0].Failure);
    }

    [Fact]
    public async Task Under_load_no_row_before_the_savepoint_is_missing_and_the_flow_goes_on()
    {
        await using var run = await StartAsync(parallelism: 2);
        run.Produce(400, partitions: 2);
        await run.LoadedAsync(50);
        var producing = Task.Run(() => run.Produce(1600, partitions: 2, first: 400));
        var savepoint = SavepointFile.Read(await TakenAsync(run));
        var there = (await run.NumbersAsync()).ToHashSet();
        // Each number is produced twice in a row, to its own partition, the second time as noise.
        foreach (var position in savepoint.Positions)
        {
            var before = Enumerable.Range(0, (int)((position.Next + 1) / 2)).Select(i => (i * 2) + position.Partition);
            Assert.Empty(before.Except(there));
        }

        await producing;
        await run.ReachedAsync(2, 2000);
        await run.HoldsExactlyAsync(2000);
    }

    [Fact]
    public async Task A_job_can_be_cancelled_with_its_savepoint()
    {
        await using var run = await StartAsync(parallelism: 1);
        await run.RunningAsync();
        run.Host.TriggerSavepoint("test", new SavepointRequest(Trigger) { IsCancelling = true });
        await run.EndedAsync();
        Assert.Equal(JobState.Canceled, run.Status.State);
        Assert.NotNull(run.Status.Savepoints[0].Location);
    }

    [Fact]
    public async Task A_folder_outside_of_the_jobs_own_is_refused_and_one_below_is_taken()
    {
        await using var run = await StartAsync(parallelism: 1);
        await run.RunningAsync();
        run.Host.TriggerSavepoint("test", new SavepointRequest(Trigger) { Directory = _folder + "/../elsewhere" });
        Assert.Contains("does not lie below", run.Status.Savepoints[0].Failure, StringComparison.Ordinal);
        Assert.StartsWith(Path.Combine(_folder, "below"), await TakenAsync(run, Path.Combine(_folder, "below"), Trigger.Replace('0', 'f')), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private async Task<JobRun> StartAsync(int parallelism)
    {
        var run = await JobRun.CreateAsync(partitions: 2);
        run.Spec = run.Spec with { Parallelism = parallelism, SavepointDirectory = _folder };
        run.Start();
        return run;
    }

    private static async Task<string> TakenAsync(JobRun run, string? directory = null, string trigger = Trigger)
    {
        run.Host.TriggerSavepoint("test", new SavepointRequest(trigger) { Directory = directory });
        var taken = await run.SavepointEndedAsync();
        return taken.Location ?? throw new InvalidOperationException(taken.Failure);
    }
}
