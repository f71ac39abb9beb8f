using System.Globalization;
using KongAkka.Sandbox.Chaos;
using KongAkka.Sandbox.StarRocks;
using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.SandboxTests.Consuming;
using Microsoft.Data.Sqlite;

namespace KongAkka.SandboxTests.Crashes;

/// <summary>An old process is stopped, a new one takes its journal over, the old one goes on.</summary>
public sealed class ZombieTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly string[] Endless = CrashRun.Set("source.bounded-mode", "unbounded");

    [Fact]
    public async Task A_process_that_wakes_after_it_was_replaced_ends_itself_and_doubles_nothing()
    {
        await using var run = await CrashRun.StartAsync();
        using var old = run.Start(Endless);
        await run.LoadedAsync(run.Expected.Count / 3, old);
        await StopAsync(run, old);
        run.Produce(600);
        using var next = run.Start([.. Endless, .. CrashRun.Set("rejects.directory", run.OtherRejects)]);
        await run.LoadedAsync(run.Expected.Count, next);
        old.Signal(ChildService.Continue);
        run.Produce(600);
        await EndsItselfAsync(old);
        await run.LoadedAsync(run.Expected.Count, next);
        await TerminateAsync(next);
        await run.HoldsExactlyAsync();
    }

    [Fact]
    public async Task It_ends_itself_even_when_all_that_it_knew_of_the_journal_is_deleted()
    {
        string[] brief = [.. Endless, .. CrashRun.Set("batch.max-rows", "2"), "--set", "journal.retention=4 s"];
        // More loads in these seconds than StarRocks remembers by default, whom no guard could help who is stopped with a load in his hands.
        await using var run = await CrashRun.StartAsync(records: 600, new EmbeddedStarRocksOptions { LabelRetention = new LabelRetention(TimeSpan.FromDays(3), 1_000_000) });
        using var old = run.Start(brief);
        await run.LoadedAsync(20, old);
        await StopAsync(run, old);
        var last = Number(run, "max");
        using var next = run.Start([.. brief, .. CrashRun.Set("rejects.directory", run.OtherRejects)]);
        var deadline = DateTime.UtcNow + Patience;
        while (Number(run, "min") <= last)
        {
            Assert.True(DateTime.UtcNow < deadline && !next.HasExited, next.Log);
            run.Produce(600);
            await run.LoadedAsync(run.Expected.Count, next);
        }

        old.Signal(ChildService.Continue);
        await EndsItselfAsync(old);
        await TerminateAsync(next);
        await run.HoldsExactlyAsync();
    }

    /// <summary>Stops a process while nobody but this test may write: one stopped within a write keeps the file locked for everybody.</summary>
    private static async Task StopAsync(CrashRun run, ChildService service)
    {
        using var connection = Open(run);
        // SQLite's own waiting looks more often than the driver's, whose 150 ms would seldom meet the gap between two writes.
        Ask(connection, $"PRAGMA busy_timeout = {Patience.TotalMilliseconds}; BEGIN IMMEDIATE");
        service.Signal(ChildService.Stop);
        await Eventually.TrueAsync(() => IsStopped(service), () => $"The process does not stop.\n{service.Log}");
        Ask(connection, "ROLLBACK");
    }

    // The signal returns before the last thread has stopped.
    private static bool IsStopped(ChildService service)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{service.Id}/task").All(thread => File.ReadAllText(Path.Combine(thread, "stat")).Split(") ")[^1].StartsWith('T'));
        }
        catch (IOException)
        {
            // A thread that has ended meanwhile.
            return false;
        }
    }

    private static long Number(CrashRun run, string which)
    {
        using var connection = Open(run);
        return Convert.ToInt64(Ask(connection, $"SELECT {which}(sequence_number) FROM journal WHERE persistence_id LIKE '%/1/0'"), CultureInfo.InvariantCulture);
    }

    private static SqliteConnection Open(CrashRun run)
    {
        var connection = new SqliteConnection($"Data Source={run.Journal};Default Timeout={Patience.TotalSeconds};Pooling=False");
        connection.Open();
        return connection;
    }

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static async Task EndsItselfAsync(ChildService service)
    {
        Assert.True(await service.ExitAsync(Patience) == 1, service.Log);
        Assert.Contains("Another process has taken the job over", service.Log, StringComparison.Ordinal);
    }

    private static async Task TerminateAsync(ChildService service)
    {
        service.Signal(ChildService.Terminate);
        Assert.True(await service.ExitAsync(Patience) == 0, service.Log);
    }
}
