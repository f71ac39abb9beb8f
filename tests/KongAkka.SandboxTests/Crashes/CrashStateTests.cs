using System.Diagnostics;
using KongAkka.Pipeline;
using KongAkka.Sandbox.StarRocks.Faults;

namespace KongAkka.SandboxTests.Crashes;

public sealed class CrashStateTests
{
    /// <summary>The time to start, read and load all of it again many times over, and a fraction of a load's timeout.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(30);

    public static TheoryData<CrashPoint, LoadState> Matrix()
    {
        CrashPoint[] points =
        [
            CrashPoint.AfterPlan, CrashPoint.BeforeSend, CrashPoint.DuringBody, CrashPoint.AfterSend, CrashPoint.BeforeCommit, CrashPoint.AfterCommit,
            CrashPoint.BeforeFind, CrashPoint.AfterFind,
        ];
        var data = new TheoryData<CrashPoint, LoadState>();
        foreach (var point in points)
            foreach (var state in Enum.GetValues<LoadState>()) data.Add(point, state);
        return data;
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Whatever_a_load_has_come_to_when_its_process_is_killed_nothing_is_lost_or_doubled(CrashPoint point, LoadState state)
    {
        await using var run = await CrashRun.StartAsync();
        Leave(run.StarRocks.Faults, state);
        if (point is CrashPoint.BeforeFind or CrashPoint.AfterFind) await run.DiesAsync(CrashPoint.BeforeCommit);
        await run.DiesAsync(point, point is CrashPoint.AfterPlan or CrashPoint.BeforeSend ? 3 : 1);
        run.StarRocks.Faults.Clear();
        var since = Stopwatch.GetTimestamp();
        await run.FinishesAsync();
        Assert.True(Stopwatch.GetElapsedTime(since) < Quick, run.ToString());
        await run.HoldsExactlyAsync();
    }

    private static void Leave(FaultPlan faults, LoadState state)
    {
        switch (state)
        {
            case LoadState.Unpublished:
                faults.Always(Fault.PublishTimeout(TimeSpan.FromSeconds(4)));
                break;
            case LoadState.Aborted:
                faults.Next(Fault.Cut(FaultPoint.BeforeCommit), 2);
                break;
            case LoadState.Prepared:
                faults.Next(Fault.LeavePrepared());
                break;
            case LoadState.AnswerLost:
                faults.Next(Fault.Cut(FaultPoint.Answer), 2);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(state), state, null);
        }
    }
}
