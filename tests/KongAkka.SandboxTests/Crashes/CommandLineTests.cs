using KongAkka.Sandbox.Chaos;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.Crashes;

/// <summary>A job as a person leads it, by commands alone, in processes that end and begin again.</summary>
public sealed class CommandLineTests
{
    private static readonly string[] Unbounded = CrashRun.Set("source.bounded-mode", "unbounded");

    [Fact]
    public async Task A_job_lives_from_start_over_savepoint_stop_kill_restore_cancel_to_restart()
    {
        await using var run = await CrashRun.StartAsync(records: 600);
        var (early, late) = await StopAsync(run);
        run.Produce(600);
        using var service = run.Start(Unbounded);
        var kongakka = await CommandLine.OfAsync(service);
        await ShowsAsync(kongakka, "FINISHED");
        await Eventually.TrueAsync(() => service.Log.Contains("stays so", StringComparison.Ordinal), () => service.Log);
        await kongakka.DoesAsync("job", "restart", "crash", "--from", late);
        await run.LoadedAsync(run.Expected.Count, service);
        await kongakka.DoesAsync("job", "cancel", "crash");
        await ShowsAsync(kongakka, "CANCELED");
        run.Produce(300);
        await kongakka.DoesAsync("job", "restart", "crash");
        await run.LoadedAsync(run.Expected.Count, service);
        await kongakka.DoesAsync("savepoint", "dispose", early);
        Assert.Equal([late], run.Savepoints().Select(s => Path.Combine(run.PathOf("savepoints"), s.Id)));
        service.Signal(ChildService.Terminate);
        Assert.Equal(0, await service.ExitAsync(Eventually.Patience));
        await run.HoldsExactlyAsync();
    }

    /// <summary>Runs the job, takes a savepoint, stops it with another one, and kills the process.</summary>
    private static async Task<(string Early, string Late)> StopAsync(CrashRun run)
    {
        using var service = run.Start(Unbounded);
        var kongakka = await CommandLine.OfAsync(service);
        await run.LoadedAsync(run.Expected.Count, service);
        await ShowsAsync(kongakka, "RUNNING");
        var early = await kongakka.DoesAsync("savepoint", "trigger", "crash");
        run.Produce(600);
        var late = await kongakka.DoesAsync("job", "stop", "crash");
        await ShowsAsync(kongakka, "FINISHED");
        var listed = await kongakka.DoesAsync("savepoint", "list", "crash", "--json");
        Assert.All([early, late], path => Assert.Contains(path, listed, StringComparison.Ordinal));
        Assert.Contains("logs", await kongakka.DoesAsync("savepoint", "show", late), StringComparison.Ordinal);
        Assert.Contains("has ended", await kongakka.FailsAsync("savepoint", "trigger", "crash"), StringComparison.Ordinal);
        service.Kill();
        return (early, late);
    }

    private static async Task ShowsAsync(CommandLine kongakka, string state)
    {
        var shown = "";
        for (var began = DateTime.UtcNow; DateTime.UtcNow - began < Eventually.Patience && !shown.Contains($"\"{state}\"", StringComparison.Ordinal);)
            shown = await kongakka.DoesAsync("job", "list", "--json");
        Assert.Contains($"\"{state}\"", shown, StringComparison.Ordinal);
    }
}
