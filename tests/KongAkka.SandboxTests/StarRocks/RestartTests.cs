using KongAkka.Sandbox.StarRocks;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.SandboxTests.StarRocks;

public sealed class RestartTests : IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"kongakka-starrocks-{Guid.NewGuid():N}");

    [Fact]
    public async Task Rows_tables_and_finished_labels_outlive_the_process_that_wrote_them()
    {
        await using (var first = await StartAsync())
        {
            using var client = new StreamLoadClient(first.LoadUrl);
            first.CreateTable("mine", new TableDefinition("T", TableColumn.Varchar("message", 5).NotNull()));
            Assert.Equal("Success", (await client.LoadAsync("T", """[{"message":"m"}]""", StreamLoadClient.Json("kept"), "mine")).Status);
            Assert.Equal("Fail", (await client.LoadAsync("T", """[{"message":null}]""", StreamLoadClient.Json("failed"), "mine")).Status);
        }

        await using var second = await StartAsync();
        using var again = new StreamLoadClient(second.LoadUrl);
        Assert.Equal(["[\"m\"]"], await again.SelectAsync("SELECT message FROM T", "mine"));
        Assert.Equal("VISIBLE", await again.StateAsync("kept", "mine"));
        Assert.Equal("UNKNOWN", await again.StateAsync("failed", "mine"));
        Assert.Equal("too many filtered rows", (await again.LoadAsync("T", """[{"message":"too long"}]""", StreamLoadClient.Json(), "mine")).Message);
    }

    [Fact]
    public async Task A_committed_load_becomes_visible_when_the_server_is_stopped_before_it_was_published()
    {
        await using (var first = await StartAsync())
        {
            using var client = new StreamLoadClient(first.LoadUrl);
            first.Faults.Next(Fault.PublishTimeout(TimeSpan.FromHours(1)));
            Assert.Equal("Publish Timeout", (await client.LoadAsync("kong_log_events", """[{"message":"m"}]""", StreamLoadClient.Json("late"))).Status);
        }

        await using var second = await StartAsync();
        using var again = new StreamLoadClient(second.LoadUrl);
        Assert.Equal(1, await again.CountAsync("kong_log_events"));
        Assert.Equal("VISIBLE", await again.StateAsync("late"));
    }

    [Fact]
    public async Task Evidence_of_visible_loads_outlives_the_process_and_transaction_ids_go_on()
    {
        string id;
        await using (var first = await StartAsync())
        {
            using var client = new StreamLoadClient(first.LoadUrl);
            id = (await client.LoadAsync("kong_log_events", """[{"message":"1"},{"message":"2"}]""", StreamLoadClient.Json("kept")))["TxnId"];
        }

        await using var second = await EmbeddedStarRocks.StartAsync(new EmbeddedStarRocksOptions
        {
            DataDirectory = _directory,
            HistoryRetention = HistoryRetention.Default with { Lag = TimeSpan.Zero },
        });
        using var again = new StreamLoadClient(second.LoadUrl);
        string[] expected = [$"[\"kept\",\"kong_log_events\",\"FINISHED\",2,{id}]"];
        Assert.Equal(expected, await again.SelectAsync("SELECT label, table_name, state, sink_rows, get_json_int(runtime_details, '$.txn_id') FROM information_schema.loads"));
        Assert.Equal(expected, await again.SelectAsync("SELECT label, table_name, state, sink_rows, get_json_int(runtime_details, '$.txn_id') FROM _statistics_.loads_history"));
        var next = (await again.LoadAsync("kong_log_events", """[{"message":"3"}]"""))["TxnId"];
        Assert.True(long.Parse(next, null) > long.Parse(id, null), $"{next} after {id}");
    }

    public void Dispose()
    {
        if (Directory.Exists(_directory)) Directory.Delete(_directory, recursive: true);
    }

    private Task<EmbeddedStarRocks> StartAsync() => EmbeddedStarRocks.StartAsync(new EmbeddedStarRocksOptions { DataDirectory = _directory });
}
