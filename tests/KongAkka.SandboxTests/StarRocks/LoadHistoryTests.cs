using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.StarRocks;
using KongAkka.Pipeline.StarRocks.Tables;
using KongAkka.Pipeline.StarRocks.Transport;
using KongAkka.Sandbox.StarRocks.Faults;
using HistoryOfLoads = KongAkka.Pipeline.StarRocks.Loading.LoadHistory;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>The sink's questions about loads, as StarRocks' tables answer them.</summary>
public sealed class LoadHistoryTests : StarRocksTest
{
    private const string Table = "kong_log_events";
    private const string Row = """[{"message":"m"}]""";

    [Fact]
    public async Task Finished_loads_of_whoever_are_counted_within_a_time()
    {
        await Client.LoadAsync(Table, Row, StreamLoadClient.Json("mine"));
        Server.Labels.AddForeignLoads("quickstart", 7);
        Assert.Equal(8, await AskAsync(history => history.CountFinishedAsync(TimeSpan.FromMinutes(1), default)));
        // What is finished this second is counted whatever the time is.
        Assert.Equal(8, await AskAsync(history => history.CountFinishedAsync(TimeSpan.FromDays(2), default)));
        Server.MayReadLoads = false;
        Assert.Null(await AskAsync(history => history.CountFinishedAsync(TimeSpan.FromMinutes(1), default)));
    }

    [Fact]
    public async Task The_state_of_a_label_is_told_as_long_as_it_is_listed()
    {
        await Client.LoadAsync(Table, Row, StreamLoadClient.Json("done"));
        Server.Faults.Next(Fault.TooManyVersions());
        await Client.LoadAsync(Table, Row, StreamLoadClient.Json("failed"));
        Server.Faults.Next(Fault.TooManyVersions());
        await Client.LoadAsync(Table, Row, StreamLoadClient.Json("again"));
        await Client.LoadAsync(Table, Row, StreamLoadClient.Json("again"));
        Server.Faults.Next(Fault.LeavePrepared());
        await Assert.ThrowsAsync<HttpRequestException>(() => Client.LoadAsync(Table, Row, StreamLoadClient.Json("running")));

        var states = new List<LoadState>();
        foreach (var label in new[] { "done", "failed", "again", "running", "never" }) states.Add(await AskAsync(history => history.FindAsync(label, default)));
        Assert.Equal([LoadState.Visible, LoadState.Aborted, LoadState.Visible, LoadState.Prepare, LoadState.Unknown], states);
    }

    private async Task<T> AskAsync<T>(Func<HistoryOfLoads, Task<T>> question)
    {
        var settings = new StarRocksSettings { LoadUrls = [Server.LoadUrl], Database = "quickstart", Table = Table };
        using var http = StarRocksHttp.ForQueries(settings, new NodeHealth(), TimeProvider.System);
        var sql = new HttpSqlClient(settings, http);
        return await question(new HistoryOfLoads((query, cancellation) => sql.QueryAsync(Server.LoadUrl, query, cancellation), settings.Database));
    }
}
