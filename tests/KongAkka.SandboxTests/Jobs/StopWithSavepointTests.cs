using KongAkka.Jobs;
using KongAkka.Jobs.Savepoints;
using KongAkka.Sandbox.StarRocks.Faults;

namespace KongAkka.SandboxTests.Jobs;

public sealed class StopWithSavepointTests : IDisposable
{
    private const string Trigger = "0123456789abcdef0123456789abcdef";
    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-stops-").FullName;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_stopped_job_has_finished_and_stays_so_until_it_is_restarted(int parallelism)
    {
        await using var run = await StartAsync(parallelism);
        run.Produce(300, partitions: 2);
        await run.LoadedAsync(50);
        run.Host.StopWithSavepoint("test", new SavepointRequest(Trigger));
        await run.EndedAsync();
        Assert.Equal(JobState.Finished, run.Status.State);
        var savepoint = SavepointFile.Read(run.Status.Savepoints[0].Location!);
        Assert.True(savepoint.IsDrained);
        Assert.Equal(run.Status.Positions, savepoint.Positions.ToDictionary(p => p.Partition, p => p.Next));
        await run.KillAsync();
        run.Produce(300, partitions: 2, first: 300);
        run.Start();
        await run.LogsAsync("stays so");
        Assert.Equal((JobState.Finished, savepoint.JobId), (run.Status.State, run.Status.Id));
        Assert.True(run.Host.Restart("test", RestartOptions.None));
        await run.ReachedAsync(2, 600);
        await run.HoldsExactlyAsync(600);
        Assert.Single(run.Journaled("generation-started"));
    }

    [Fact]
    public async Task A_stop_that_cannot_drain_fails_and_the_job_runs_on()
    {
        await using var run = await StartAsync(parallelism: 2);
        run.StarRocks.Faults.Always(Fault.Hang(FaultPoint.BeforeCommit));
        run.Produce(100, partitions: 2);
        await run.PlannedAsync();
        run.Host.StopWithSavepoint("test", new SavepointRequest(Trigger) { DrainGrace = TimeSpan.FromMilliseconds(100) });
        Assert.Contains("could not drain", (await run.SavepointEndedAsync()).Failure, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        run.StarRocks.Faults.Clear();
        await run.ReachedAsync(2, 100);
        await run.HoldsExactlyAsync(100);
        Assert.Empty(run.Journaled("job-ended"));
    }

    [Fact]
    public async Task A_stop_whose_savepoint_cannot_be_written_fails_and_the_job_runs_on()
    {
        await using var run = await StartAsync(parallelism: 1);
        run.Produce(100, partitions: 2);
        await run.ReachedAsync(2, 100);
        var blocked = Path.Combine(_folder, "file");
        File.WriteAllText(blocked, "");
        run.Host.StopWithSavepoint("test", new SavepointRequest(Trigger) { Directory = blocked });
        Assert.Contains("could not be written", (await run.SavepointEndedAsync()).Failure, StringComparison.Ordinal);
        run.Produce(100, partitions: 2, first: 100);
        await run.ReachedAsync(2, 200);
        await run.HoldsExactlyAsync(200);
    }

    [Fact]
    public async Task A_job_that_is_killed_while_it_drains_runs_on()
    {
        await using var run = await StartAsync(parallelism: 1);
        run.StarRocks.Faults.Always(Fault.Hang(FaultPoint.BeforeCommit));
        run.Produce(100, partitions: 2);
        await run.PlannedAsync();
        run.Host.StopWithSavepoint("test", new SavepointRequest(Trigger));
        await run.LogsAsync("stops with a savepoint");
        await run.KillAsync();
        run.StarRocks.Faults.Clear();
        run.Start();
        await run.ReachedAsync(2, 100);
        await run.HoldsExactlyAsync(100);
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private async Task<JobRun> StartAsync(int parallelism)
    {
        var run = await JobRun.CreateAsync(partitions: 2);
        run.Spec = run.Spec with { Parallelism = parallelism, SavepointDirectory = _folder };
        run.Start();
        await run.RunningAsync();
        return run;
    }
}
