using KongAkka.Pipeline;

namespace KongAkka.SandboxTests.Crashes;

/// <summary>A killed process is followed so late that StarRocks has forgotten its labels.</summary>
public sealed class ForgottenLabelTests
{
    /// <summary>So that the kill leaves one load open.</summary>
    private static readonly string[] OneByOne = CrashRun.Set("batch.max-loads-in-flight", "1");

    [Theory]
    [InlineData(CrashPoint.BeforeSend)]
    public async Task A_load_that_never_came_into_the_table_is_loaded_once(CrashPoint point)
    {
        await using var run = await DieAsync(point);
        run.StarRocks.Labels.ForgetFinished(CrashRun.Database);
        await run.FinishesAsync(OneByOne);
        await run.HoldsExactlyAsync();
    }

    [Theory]
    [InlineData(CrashPoint.AfterSend)]
    [InlineData(CrashPoint.BeforeCommit)]
    public async Task A_load_that_is_in_the_table_is_asked_about_and_not_loaded_again(CrashPoint point)
    {
        await using var run = await DieAsync(point);
        var loaded = await run.CountAsync();
        run.StarRocks.Labels.ForgetFinished(CrashRun.Database);
        Assert.Contains("kongakka job resolve", await run.FailsAsync(OneByOne), StringComparison.Ordinal);
        Assert.Equal(loaded, await run.CountAsync());
    }

    [Theory]
    [InlineData(CrashPoint.AfterSend)]
    [InlineData(CrashPoint.BeforeCommit)]
    public async Task A_load_that_the_history_still_knows_is_not_doubted(CrashPoint point)
    {
        await using var run = await DieAsync(point);
        await run.FinishesAsync(OneByOne);
        await run.HoldsExactlyAsync();
    }

    private static async Task<CrashRun> DieAsync(CrashPoint point)
    {
        var run = await CrashRun.StartAsync();
        await run.DiesAsync(point, 3, OneByOne);
        run.AgePlans();
        return run;
    }
}
