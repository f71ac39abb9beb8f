using KongAkka.Jobs;
using KongAkka.SandboxTests.Consuming;
using KongAkka.Service.Http.Management;
using Microsoft.Data.Sqlite;

namespace KongAkka.SandboxTests.Jobs;

/// <summary>A journal that cannot be written for a while, or never be read again.</summary>
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

    [SmallDiskFact]
    public async Task While_the_disk_of_the_journal_is_full_nothing_is_loaded_the_job_is_not_ready_and_then_it_goes_on()
    {
        using var disk = SmallDisk.Mount();
        await using var run = await JobRun.CreateAsync(partitions: 2);
        run.JournalName = Path.Combine(disk.Folder, "journal.db");
        run.Start();
        run.Produce(500, partitions: 2);
        await run.ReachedAsync(2, 500);
        disk.Fill();
        // Pages that the journal holds already take some events yet.
        var produced = 500;
        for (; run.Status.Failure is null && produced < 20_000; produced += 100)
        {
            run.Produce(100, partitions: 2, first: produced);
            await Task.WhenAny(run.ReachedAsync(2, produced + 100), run.FailsAsync("The journal cannot be written"));
        }

        await run.FailsAsync("The journal cannot be written");
        await Eventually.TrueAsync(() => JobReadiness.Find([run.Status])?.Contains("The journal cannot be written", StringComparison.Ordinal) == true, () => $"{run.Status}");
        disk.Free();
        await run.ReachedAsync(2, produced);
        await run.HoldsExactlyAsync(produced);
        Assert.Null(JobReadiness.Find([run.Status]));
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

    [Theory]
    [InlineData("job/test")]
    [InlineData("%/1/0")]
    public async Task A_damaged_event_ends_the_job_with_its_name(string persistenceId)
    {
        await using var run = await JobRun.CreateAsync(partitions: 1);
        run.Start();
        run.Produce(10, partitions: 1);
        await run.ReachedAsync(1, 20);
        await run.StopAsync();
        Damage(run, persistenceId);
        run.Produce(10, partitions: 1, first: 10);

        run.Start();
        await run.EndedAsync();
        Assert.Equal(JobState.Failed, run.Status.State);
        Assert.Contains("The journal is damaged: restore it from a copy.", run.Status.Failure, StringComparison.Ordinal);
        await run.HoldsExactlyAsync(10);
    }

    private static void Damage(JobRun run, string persistenceId)
    {
        using var connection = run.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE journal SET message = x'7B' WHERE persistence_id LIKE $id AND sequence_number = 1";
        command.Parameters.AddWithValue("$id", persistenceId);
        Assert.Equal(1, command.ExecuteNonQuery());
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
