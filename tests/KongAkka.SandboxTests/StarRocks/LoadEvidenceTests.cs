using System.Net;
using KongAkka.Sandbox.StarRocks;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.Sandbox.StarRocks.Labels;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>What the tables of loads say, and for how long.</summary>
public sealed class LoadEvidenceTests : StarRocksTest
{
    private const string Table = "kong_log_events";
    private const string History = "SELECT count(*) FROM _statistics_.loads_history WHERE label = 'mine' AND db_name = 'quickstart' AND state = 'FINISHED'";

    private readonly SetClock _clock = new() { Now = new DateTimeOffset(2026, 11, 25, 12, 0, 0, 750, TimeSpan.Zero) };

    private protected override EmbeddedStarRocksOptions Options => new()
    {
        TimeProvider = _clock,
        LabelRetention = new LabelRetention(TimeSpan.FromDays(3), 10),
    };

    [Fact]
    public async Task A_load_is_listed_with_the_columns_of_StarRocks()
    {
        var answer = await LoadAsync("mine");

        Assert.Equal(
            [$"[\"mine\",\"quickstart\",\"{Table}\",\"FINISHED\",\"100%\",\"STREAM_LOAD\",2,0,{answer["LoadBytes"]},\"2026-11-25 12:00:00\",\"2026-11-25 12:00:00\",\"2026-11-25 12:00:00\",null,{answer["TxnId"]}]"],
            await Client.SelectAsync(
                """
                SELECT LABEL, DB_NAME, TABLE_NAME, STATE, PROGRESS, TYPE, SINK_ROWS, FILTERED_ROWS, SCAN_BYTES, CREATE_TIME, LOAD_COMMIT_TIME, LOAD_FINISH_TIME,
                    ERROR_MSG, get_json_int(RUNTIME_DETAILS, '$.txn_id')
                FROM information_schema.loads WHERE LABEL = 'mine' AND DB_NAME = 'quickstart' AND CREATE_TIME >= '2026-11-25 12:00:00'
                """));
        Assert.Equal(["[0]"], await Client.SelectAsync("SELECT COUNT(*) FROM information_schema.loads WHERE label = 'mine' AND load_finish_time < '2026-11-25 12:00:00'"));
    }

    [Fact]
    public async Task Each_state_has_its_word()
    {
        Server.Faults.Next(Fault.LeavePrepared());
        await Assert.ThrowsAsync<HttpRequestException>(() => LoadAsync("running"));
        Server.Faults.Next(Fault.PublishTimeout(TimeSpan.FromHours(1)));
        await LoadAsync("committed");
        Server.Faults.Next(Fault.TooManyVersions());
        await LoadAsync("failed");
        await LoadAsync("done");

        Assert.Equal(
            ["""["committed","COMMITED",null]""", """["done","FINISHED","2026-11-25 12:00:00"]""", """["failed","CANCELLED","2026-11-25 12:00:00"]""", """["running","LOADING",null]"""],
            await Client.SelectAsync("SELECT label, state, load_finish_time FROM information_schema.loads ORDER BY label"));
        Assert.Contains("too many versions", (await Client.SelectAsync("SELECT error_msg FROM information_schema.loads WHERE label = 'failed'"))[0], StringComparison.Ordinal);
        Server.Faults.Release();
    }

    [Fact]
    public async Task Loads_of_somebody_else_push_a_label_out_of_sight()
    {
        await LoadAsync("mine");
        Server.Labels.AddForeignLoads("quickstart", 9);
        Assert.Equal("VISIBLE", await Client.StateAsync("mine"));
        Server.Labels.AddForeignLoads("quickstart", 1);

        Assert.Equal("UNKNOWN", await Client.StateAsync("mine"));
        Assert.Equal(["[\"INSERT\",10]"], await Client.SelectAsync("SELECT type, count(*) FROM information_schema.loads GROUP BY type"));
    }

    [Fact]
    public async Task The_history_shows_a_load_after_its_lag_and_long_after_its_label_is_gone()
    {
        await LoadAsync("mine");
        _clock.Now += TimeSpan.FromSeconds(59);
        Assert.Equal(["[0]"], await Client.SelectAsync(History));
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(["[1]"], await Client.SelectAsync(History));
        _clock.Now += TimeSpan.FromDays(4);

        Assert.Equal("UNKNOWN", await Client.StateAsync("mine"));
        Assert.Equal(["[1]"], await Client.SelectAsync(History));
        Assert.Equal(["[\"2026-11-25 12:00:00\"]"], await Client.SelectAsync("SELECT load_finish_time FROM loads_history WHERE load_finish_time >= '2026-11-25'", "_statistics_"));
        _clock.Now += TimeSpan.FromDays(27);
        Assert.Equal(["[0]"], await Client.SelectAsync(History));
    }

    [Fact]
    public async Task A_load_whose_label_is_pushed_out_before_the_lag_is_over_never_gets_into_the_history()
    {
        await LoadAsync("mine");
        Server.Labels.AddForeignLoads("quickstart", 10);
        _clock.Now += TimeSpan.FromMinutes(2);

        Assert.Equal(["[0]"], await Client.SelectAsync(History));
        Assert.Equal(["[10]"], await Client.SelectAsync("SELECT count(*) FROM _statistics_.loads_history"));
    }

    [Fact]
    public async Task The_history_keeps_what_a_test_forgets()
    {
        await LoadAsync("mine");
        Server.Labels.ForgetFinished("quickstart");
        _clock.Now += TimeSpan.FromMinutes(1);

        Assert.Equal("UNKNOWN", await Client.StateAsync("mine"));
        Assert.Equal(["[0]"], await Client.SelectAsync("SELECT count(*) FROM information_schema.loads"));
        Assert.Equal(["[1]"], await Client.SelectAsync(History));
    }

    [Fact]
    public async Task A_user_without_the_right_is_refused()
    {
        Server.MayReadLoads = false;
        await AssertDeniedAsync("SELECT count(*) FROM information_schema.loads", "TABLE loads for");
        await AssertDeniedAsync("WITH a AS (SELECT * FROM `information_schema`.`LOADS`) SELECT * FROM a", "TABLE loads for");
        Assert.Equal(["[0]"], await Client.SelectAsync(History));
        Server.MayReadLoadsHistory = false;
        await AssertDeniedAsync(History, "TABLE loads_history for");
        Server.MayReadLoads = Server.MayReadLoadsHistory = true;

        Assert.Equal(["[0]"], await Client.SelectAsync(History));
    }

    [Fact]
    public async Task Transaction_ids_grow_over_all_databases_whoever_loads()
    {
        Server.CreateTable("other", new("t", KongAkka.Sandbox.StarRocks.Tables.TableColumn.Text("message")));
        var first = long.Parse((await LoadAsync("a"))["TxnId"], null);
        Server.Labels.AddForeignLoads("quickstart", 5);
        var second = long.Parse((await Client.LoadAsync("t", """[{"message":"m"}]""", StreamLoadClient.Json("a"), "other"))["TxnId"], null);
        var third = long.Parse((await LoadAsync("b"))["TxnId"], null);

        Assert.Equal(first + 6, second);
        Assert.Equal(second + 1, third);
    }

    [Fact]
    public async Task A_change_of_the_retention_holds_at_once()
    {
        for (var i = 0; i < 5; i++) await LoadAsync($"l{i}");
        Server.Labels.Retention = Server.Labels.Retention with { Count = 2 };

        Assert.Equal(["[\"l3\"]", "[\"l4\"]"], await Client.SelectAsync("SELECT label FROM information_schema.loads ORDER BY 1"));
        Server.Labels.Retention = new LabelRetention(TimeSpan.FromSeconds(10), 100);
        _clock.Now += TimeSpan.FromSeconds(11);
        Assert.Equal("UNKNOWN", await Client.StateAsync("l4"));
    }

    private Task<LoadAnswer> LoadAsync(string label) => Client.LoadAsync(Table, """[{"message":"1"},{"message":"2"}]""", StreamLoadClient.Json(label));

    private async Task AssertDeniedAsync(string sql, string table)
    {
        using var answer = await Client.SqlAsync(sql);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("Access denied; you need (at least one of) the SELECT privilege(s) on " + table, text, StringComparison.Ordinal);
    }
}
