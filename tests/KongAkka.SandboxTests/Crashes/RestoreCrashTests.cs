using KongAkka.Pipeline;
using KongAkka.Sandbox.Chaos;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.Crashes;

public sealed class RestoreCrashTests
{
    private static readonly string[] Unbounded = CrashRun.Set("source.bounded-mode", "unbounded");

    [Theory]
    [InlineData(CrashPoint.BeforeGeneration)]
    [InlineData(CrashPoint.AfterGeneration)]
    [InlineData(CrashPoint.BeforeClaim)]
    [InlineData(CrashPoint.AfterClaim)]
    [InlineData(CrashPoint.AfterSend)]
    [InlineData(CrashPoint.AfterCommit)]
    public async Task A_savepoint_restored_on_a_new_journal_is_restored_once_over_a_kill(CrashPoint point)
    {
        await using var run = await CrashRun.StartAsync();
        var restore = await TakeSavepointAsync(run);
        run.LoseJournal();
        run.Produce(600);
        await run.DiesAsync(point, 1, restore);
        await run.FinishesAsync(restore);
        await run.HoldsExactlyAsync();
    }

    [Theory]
    [InlineData(CrashPoint.BeforeRetire)]
    [InlineData(CrashPoint.AfterRetire)]
    [InlineData(CrashPoint.BeforeGeneration)]
    [InlineData(CrashPoint.AfterGeneration)]
    [InlineData(CrashPoint.AfterSend)]
    [InlineData(CrashPoint.AfterCommit)]
    public async Task A_savepoint_restored_over_a_generation_is_restored_once_over_a_kill(CrashPoint point)
    {
        await using var run = await CrashRun.StartAsync();
        var restore = await TakeSavepointAsync(run);
        run.Produce(600);
        await run.DiesAsync(point, 1, [.. restore, .. Unbounded]);
        using var service = run.Start([.. restore, .. Unbounded]);
        await run.LoadedAsync(run.Expected.Count, service);
        service.Signal(ChildService.Terminate);
        Assert.Equal(0, await service.ExitAsync(Eventually.Patience));
        await run.HoldsExactlyAsync();
    }

    /// <summary>Loads all there is, takes a savepoint behind it, and kills the process.</summary>
    /// <returns>The setting that restores it.</returns>
    private static async Task<string[]> TakeSavepointAsync(CrashRun run)
    {
        using var service = run.Start(Unbounded);
        var kongakka = await CommandLine.OfAsync(service);
        await run.LoadedAsync(run.Expected.Count, service);
        var path = await kongakka.DoesAsync("savepoint", "trigger", "crash");
        service.Kill();
        return CrashRun.Set("restore.path", path);
    }
}
