using KongAkka.Pipeline;
using KongAkka.Sandbox.StarRocks.Faults;

namespace KongAkka.SandboxTests.Crashes;

/// <summary>Exactly once by INSERT WITH LABEL, into StarRocks over the MySQL protocol.</summary>
public sealed class MysqlCrashTests
{
    [Theory]
    [InlineData(CrashPoint.AfterPlan)]
    [InlineData(CrashPoint.BeforeSend)]
    [InlineData(CrashPoint.AfterSend)]
    [InlineData(CrashPoint.BeforeCommit)]
    [InlineData(CrashPoint.AfterCommit)]
    public async Task A_process_killed_at_a_point_loses_and_doubles_nothing(CrashPoint point)
    {
        await using var run = await CrashRun.StartAsync();
        await run.DiesAsync(point, 3, Mysql(run));
        await run.FinishesAsync(Mysql(run));
        await run.HoldsExactlyAsync();
    }

    [Theory]
    [InlineData(FaultPoint.BeforeCommit)]
    [InlineData(FaultPoint.Answer)]
    public async Task Connections_that_are_cut_lose_and_double_nothing(FaultPoint point)
    {
        await using var run = await CrashRun.StartAsync();
        for (var i = 0; i < 5; i++) run.StarRocks.Faults.Next(Fault.Cut(point));
        await run.FinishesAsync(Mysql(run));
        await run.HoldsExactlyAsync();
        Assert.Equal(5, run.StarRocks.Faults.Played);
    }

    [Fact]
    public async Task A_load_that_was_planned_for_Stream_Load_is_finished_by_INSERT()
    {
        await using var run = await CrashRun.StartAsync();
        await run.DiesAsync(CrashPoint.AfterPlan, 3, CrashRun.Set("batch.max-rows", "200"));
        await run.FinishesAsync([.. Mysql(run), .. CrashRun.Set("sink.mysql.max-statement-rows", "60")]);
        await run.HoldsExactlyAsync();
    }

    private static string[] Mysql(CrashRun run) =>
    [
        .. CrashRun.Set("sink.type", "mysql"),
        .. CrashRun.Set("sink.mysql.connection-string", $"\"jdbc:mysql://{run.StarRocks.QueryEndPoint}/{CrashRun.Database}?useSSL=false&user=root\""),
        .. CrashRun.Set("sink.mysql.table", "KONG_ACCESS_LOG"),
    ];
}
