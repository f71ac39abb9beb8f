using System.Globalization;
using KongAkka.Sandbox.Chaos;
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
        await using var run = await CrashRun.StartAsync(records: 600);
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

    /// <summary>Stops a process between two writes: one stopped within keeps the file locked for everybody.</summary>
    private static async Task StopAsync(CrashRun run, ChildService service)
    {
        while (true)
        {
            service.Signal(ChildService.Stop);
            if (IsFree(run)) return;
            service.Signal(ChildService.Continue);
            // Lets it finish the write in which it was met.
            await Task.Delay(10);
        }
    }

    private static bool IsFree(CrashRun run)
    {
        try
        {
            Ask(run, "BEGIN IMMEDIATE; ROLLBACK");
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY)
        {
            return false;
        }
    }

    private static long Number(CrashRun run, string which) =>
        Convert.ToInt64(Ask(run, $"SELECT {which}(sequence_number) FROM journal WHERE persistence_id LIKE '%/1/0'"), CultureInfo.InvariantCulture);

    private static object? Ask(CrashRun run, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={run.Journal};Default Timeout=1;Pooling=False");
        connection.Open();
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
