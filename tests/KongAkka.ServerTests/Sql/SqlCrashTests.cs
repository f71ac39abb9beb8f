using KongAkka.Pipeline;
using KongAkka.ServerTests.Databases;
using KongAkka.ServerTests.Kafka;

namespace KongAkka.ServerTests.Sql;

/// <summary>Exactly once over the MySQL protocol: what is killed is the service, the database, the broker.</summary>
public sealed class SqlCrashTests(RealKafka kafka, RealMariaDb mariaDb, RealPostgres postgres) : IClassFixture<RealKafka>, IClassFixture<RealMariaDb>, IClassFixture<RealPostgres>
{
    [ServersTheory]
    [InlineData(CrashPoint.BeforeSubmit)]
    [InlineData(CrashPoint.AfterGeneration)]
    [InlineData(CrashPoint.AfterClaim)]
    [InlineData(CrashPoint.BeforePlan, 3)]
    [InlineData(CrashPoint.AfterPlan, 3)]
    [InlineData(CrashPoint.BeforeSend, 3)]
    [InlineData(CrashPoint.DuringBody, 3)]
    [InlineData(CrashPoint.AfterSend, 3)]
    [InlineData(CrashPoint.BeforeCommit, 3)]
    [InlineData(CrashPoint.AfterCommit, 3)]
    [InlineData(CrashPoint.BeforeEnd)]
    [InlineData(CrashPoint.AfterEnd)]
    public async Task A_process_killed_at_a_point_loses_and_doubles_nothing(CrashPoint point, int count = 1)
    {
        using var run = await SqlCrashRun.StartAsync(kafka, mariaDb);
        await run.DiesAsync(point, count);
        await run.FinishesAsync();
        await run.HoldsExactlyAsync();
    }

    [ServersTheory]
    [InlineData(CrashPoint.BeforeFind)]
    [InlineData(CrashPoint.AfterFind)]
    public async Task A_process_killed_while_it_asks_for_the_load_of_a_killed_one_loses_and_doubles_nothing(CrashPoint point)
    {
        using var run = await SqlCrashRun.StartAsync(kafka, mariaDb);
        await run.DiesAsync(CrashPoint.AfterSend, 3);
        await run.DiesAsync(point, 1);
        await run.FinishesAsync();
        await run.HoldsExactlyAsync();
    }

    [ServersTheory]
    [InlineData("mysql", CrashPoint.AfterPlan)]
    [InlineData("mysql", CrashPoint.AfterSend)]
    [InlineData("mysql", CrashPoint.BeforeSnapshot)]
    [InlineData("mysql", CrashPoint.AfterSnapshot)]
    [InlineData("postgresql", CrashPoint.AfterPlan)]
    [InlineData("postgresql", CrashPoint.AfterSend)]
    [InlineData("postgresql", CrashPoint.BeforeSnapshot)]
    [InlineData("postgresql", CrashPoint.AfterSnapshot)]
    public async Task A_journal_on_a_server_remembers_what_a_killed_process_was_about(string provider, CrashPoint point)
    {
        var address = provider == "mysql" ? mariaDb.JdbcTo(await mariaDb.NewDatabaseAsync()) : await postgres.NewDatabaseAsync();
        using var run = await SqlCrashRun.StartAsync(kafka, mariaDb, $"provider = {provider}, connection-string = \"{address}\"");
        string[] small = ["--set", "jobs.crash.batch.max-rows=2"];
        await run.DiesAsync(point, point is CrashPoint.BeforeSnapshot or CrashPoint.AfterSnapshot ? 1 : 5, small);
        await run.FinishesAsync(small);
        await run.HoldsExactlyAsync();
        // What is finished has nothing left to read.
        await run.FinishesAsync(small);
        await run.HoldsExactlyAsync();
    }

    [ServersTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_database_that_is_killed_and_comes_back_has_every_row_once(bool holdsTheJournal)
    {
        var journal = holdsTheJournal ? $"provider = mysql, connection-string = \"{mariaDb.JdbcTo(await mariaDb.NewDatabaseAsync())}\"" : null;
        using var run = await SqlCrashRun.StartAsync(kafka, mariaDb, journal, records: 6000);
        using var service = run.Start("--set", "jobs.crash.batch.max-rows=10");
        await run.LoadedAsync(300, service);
        mariaDb.Kill();
        await mariaDb.StartAsync();
        await run.FinishesAsync(service);
        await run.HoldsExactlyAsync();
    }

    [ServersTheory]
    [InlineData(300)]
    public async Task A_broker_that_is_killed_and_comes_back_is_read_on(int rows)
    {
        using var run = await SqlCrashRun.StartAsync(kafka, mariaDb, records: 6000);
        using var service = run.Start("--set", "jobs.crash.batch.max-rows=10", "--set", "jobs.crash.batch.max-loads-in-flight=1");
        await run.LoadedAsync(rows, service);
        await kafka.KillAsync();
        await kafka.StartAsync();
        await run.FinishesAsync(service);
        await run.HoldsExactlyAsync();
    }
}
