using KongAkka.Jobs;
using KongAkka.SandboxTests.Consuming;
using Microsoft.Data.Sqlite;

namespace KongAkka.SandboxTests.Jobs;

/// <summary>A journal that cannot be written for a while.</summary>
public sealed class JournalFaultTests
{
    [Fact]
    public async Task While_the_journal_is_locked_nothing_is_loaded_and_then_the_job_goes_on()
    {
        await using var run = await JobRun.CreateAsync(partitions: 2);
        run.Start();
        run.Produce(500, partitions: 2);
        await run.ReachedAsync(2, 500);
        using (var other = Lock(run))
        {
            run.Produce(500, partitions: 2, first: 500);
            await run.FailsAsync("The journal cannot be written");
            await run.HoldsExactlyAsync(500);
        }

        await run.ReachedAsync(2, 1000);
        await run.HoldsExactlyAsync(1000);
        Assert.Equal(JobState.Running, run.Status.State);
    }

    [Fact]
    public async Task A_job_can_be_stopped_while_its_subtask_waits_for_the_journal()
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Spec = run.Spec with { RestartStrategy = run.Spec.RestartStrategy with { Initial = TimeSpan.FromHours(1), Max = TimeSpan.FromHours(1) } };
        run.Start();
        run.Produce(10, partitions: 1);
        await run.ReachedAsync(1, 20);
        using (var other = Lock(run))
        {
            run.Produce(10, partitions: 1, first: 10);
            await run.FailsAsync("The journal cannot be written");
        }

        await run.Host.StopAsync(TimeSpan.FromSeconds(5)).WaitAsync(Eventually.Patience);
        Assert.Equal(JobState.Suspended, run.Status.State);
        await run.HoldsExactlyAsync(10);
    }

    private static SqliteConnection Lock(JobRun run)
    {
        var connection = run.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }
}
