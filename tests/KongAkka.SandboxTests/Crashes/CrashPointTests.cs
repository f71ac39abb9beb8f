using KongAkka.Pipeline;
using KongAkka.Sandbox.StarRocks.Faults;

namespace KongAkka.SandboxTests.Crashes;

public sealed class CrashPointTests
{
    public static TheoryData<CrashPoint> Points() => [.. Enum.GetValues<CrashPoint>()];

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_process_killed_at_a_point_loses_and_doubles_nothing(CrashPoint point)
    {
        await using var run = await CrashRun.StartAsync();
        var settings = await DieAsync(run, point);
        run.StarRocks.Faults.Clear();
        await run.FinishesAsync(settings);
        await run.HoldsExactlyAsync();
    }

    /// <summary>Each point needs a way to it: a new one does not pass without.</summary>
    private static async Task<string[]> DieAsync(CrashRun run, CrashPoint point)
    {
        switch (point)
        {
            case CrashPoint.BeforeSubmit or CrashPoint.AfterStart or CrashPoint.BeforeGeneration or CrashPoint.AfterGeneration
                or CrashPoint.BeforeClaim or CrashPoint.AfterClaim or CrashPoint.BeforeEnd or CrashPoint.AfterEnd:
                await run.DiesAsync(point);
                return [];
            case CrashPoint.BeforePlan or CrashPoint.AfterPlan or CrashPoint.BeforeSend or CrashPoint.DuringBody
                or CrashPoint.AfterSend or CrashPoint.BeforeCommit or CrashPoint.AfterCommit:
                await run.DiesAsync(point, 3);
                return [];
            case CrashPoint.BeforeStart:
                await run.DiesAsync(CrashPoint.AfterPlan, 3);
                await run.DiesAsync(point);
                return [];
            case CrashPoint.BeforeFind or CrashPoint.AfterFind:
                await run.DiesAsync(CrashPoint.AfterSend, 3);
                await run.DiesAsync(point);
                return [];
            case CrashPoint.BeforeSplit or CrashPoint.AfterSplit:
                run.StarRocks.Faults.Always(Fault.Fail("too many filtered rows"));
                // A load that age cuts short would be down to a single row by the second split, and that row rejected.
                await run.DiesAsync(point, 2, CrashRun.Set("batch.max-age", "10 s"));
                return [];
            case CrashPoint.BeforeSnapshot or CrashPoint.AfterSnapshot:
                string[] small = CrashRun.Set("batch.max-rows", "2");
                await run.DiesAsync(point, 1, small);
                return small;
            case CrashPoint.BeforeRetire or CrashPoint.AfterRetire:
                string[] wider = CrashRun.Set("parallelism", "2");
                await run.DiesAsync(CrashPoint.AfterPlan, 3);
                await run.DiesAsync(point, 1, wider);
                return wider;
            case CrashPoint.BeforeSavepointWrite or CrashPoint.AfterSavepointWrite or CrashPoint.AfterSavepointRename:
                await run.DiesInSavepointAsync(point);
                Assert.Equal(point == CrashPoint.AfterSavepointRename ? 1 : 0, run.Savepoints().Length);
                return [];
            default:
                throw new ArgumentOutOfRangeException(nameof(point), point, "No way to this point is known.");
        }
    }
}
