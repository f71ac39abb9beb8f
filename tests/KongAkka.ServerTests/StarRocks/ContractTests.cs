using System.Net;
using KongAkka.Parsing;
using KongAkka.Pipeline;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.Sql;
using KongAkka.Pipeline.Sql.Connecting;
using KongAkka.Pipeline.StarRocks;
using KongAkka.Pipeline.Telemetry;
using KongAkka.SandboxTests.Consuming;
using KongAkka.SandboxTests.StarRocks;
using MySqlConnector;

namespace KongAkka.ServerTests.StarRocks;

/// <summary>
/// What the sinks take StarRocks to be, as far as it shows from outside: the same for the embedded one and a real one, so that whoever has a real one can hold the double to it.
/// </summary>
public sealed class ContractTests
{
    private static readonly RowSchema Schema = new(
        new Column("log_time", ColumnType.DateTime), new Column("name", ColumnType.Varchar, 5), new Column("size", ColumnType.Int), new Column("share", ColumnType.Double),
        new Column("text", ColumnType.Varchar, 65533));

    private readonly LogLines _log = new();

    [Theory]
    [StarRocksServers]
    public async Task A_label_is_loaded_once_and_its_state_is_told(string kind)
    {
        await using var server = await StartAsync(kind);
        using var client = Client(server);
        Assert.Equal("UNKNOWN", await client.StateAsync("once", server.Database));
        var first = await LoadAsync(client, server, """[{"name":"a"},{"name":"b"}]""", "once");
        Assert.Equal(("Success", (2, 2, 0)), (first.Status, first.Rows));
        var again = await LoadAsync(client, server, """[{"name":"c"}]""", "once");
        // Both dialects occur in the field.
        if (again.Status == "Label Already Exists") Assert.Equal("FINISHED", again["ExistingJobStatus"]);
        else Assert.Contains("has already been used", again.Message, StringComparison.Ordinal);
        Assert.Equal("VISIBLE", await client.StateAsync("once", server.Database));
        Assert.Equal(["[2]"], await client.SelectAsync("SELECT count(*) FROM t", server.Database));
    }

    [Theory]
    [StarRocksServers]
    public async Task A_value_that_does_not_fit_refuses_the_whole_load_and_frees_its_label(string kind)
    {
        await using var server = await StartAsync(kind);
        using var client = Client(server);
        foreach (var row in new[] { """{"name":"longer"}""", """{"size":"x"}""", """{"log_time":"yesterday"}""" })
        {
            var refused = await LoadAsync(client, server, $$"""[{"name":"ok"},{{row}}]""", "free");
            Assert.Equal(("Fail", 1L), (refused.Status, refused.Rows.Filtered));
            Assert.Contains("too many filtered rows", refused.Message, StringComparison.OrdinalIgnoreCase);
            Assert.Equal("ABORTED", await client.StateAsync("free", server.Database));
        }

        Assert.Equal("Success", (await LoadAsync(client, server, """[{"name":"한a","size":-5,"share":1.5,"log_time":"2026-01-02 03:04:05"}]""", "free")).Status);
        // The width of a VARCHAR counts bytes.
        Assert.Equal("Fail", (await LoadAsync(client, server, """[{"name":"한글"}]""", "bytes")).Status);
    }

    [Theory]
    [StarRocksServers]
    public async Task Requests_that_cannot_be_loads_are_refused_in_the_words_that_are_known(string kind)
    {
        await using var server = await StartAsync(kind);
        using var client = Client(server);
        using var stranger = new StreamLoadClient(server.LoadUrl, "nobody_here", "wrong");
        var target = new Uri(server.LoadUrl, $"/api/{server.Database}/t/_stream_load");
        using (var unauthorized = await stranger.PutAsync(target, new StringContent("[]"), StreamLoadClient.Json())) Assert.Equal(HttpStatusCode.Unauthorized, unauthorized.StatusCode);
        using (var eager = await client.PutAsync(target, new StringContent("[]"), StreamLoadClient.Json(), expectContinue: false))
            Assert.Contains("100-continue", await eager.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var missing = await client.LoadAsync("missing", """[{"name":"a"}]""", StreamLoadClient.Json("nowhere"), server.Database);
        Assert.StartsWith("Fail", missing.Status, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [StarRocksServers]
    public async Task The_sinks_see_the_table_load_into_it_and_know_each_others_labels(string kind)
    {
        await using var server = await StartAsync(kind);
        var settings = new StarRocksSettings { LoadUrls = [server.LoadUrl], Database = server.Database, Table = "t", Username = server.User, Password = server.Password };
        await using var streamLoad = new StarRocksSink(settings, Context());
        await using var gzip = new StarRocksSink(settings with { Compression = LoadCompression.Gzip }, Context());
        await using var lz4 = new StarRocksSink(settings with { Compression = LoadCompression.Lz4 }, Context());
        Assert.True(MysqlAddress.TryParse(server.ConnectionString, null, null, out var address, out var fault), fault);
        await using var insert = new MysqlSink(new MysqlSettings { ConnectionString = address.ConnectionString, Database = server.Database, Table = "t" }, Context());
        ISink[] sinks = [streamLoad, insert, gzip, lz4];
        foreach (var sink in sinks) Assert.Equal(Schema.Columns.Select(c => c.MaxBytes), (await sink.OpenAsync(Schema, default)).Columns.Select(c => c.MaxBytes));
        string[] texts = ["it's \"quoted\" \\ back\\slashed", "한글 로그 😀", "nul \0 tab \t lf \n cr \r sub \u001a", ""];
        for (var i = 0; i < sinks.Length; i++)
        {
            var load = Load(i, sinks[i], texts);
            Assert.Equal(LoadFate.NotLoaded, await sinks[i].FindAsync(load.Plan, default));
            await sinks[i].LoadAsync(load, default);
            await sinks[i].LoadAsync(load, default);
            // INSERT's label is known to Stream Load's questions, and the other way round only where loads are listed.
            Assert.Equal(LoadFate.Loaded, await streamLoad.FindAsync(load.Plan, default));
        }

        await using var connection = new MySqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new MySqlCommand($"SELECT text, count(*), max(size) FROM {server.Database}.t GROUP BY text ORDER BY 3", connection);
        await using var reader = await command.ExecuteReaderAsync();
        foreach (var text in texts)
        {
            Assert.True(await reader.ReadAsync());
            Assert.Equal((text, sinks.Length), (reader.GetString(0), Convert.ToInt32(reader.GetValue(1), null)));
        }
    }

    [Theory]
    [StarRocksServers]
    public async Task A_row_that_INSERT_refuses_is_counted(string kind)
    {
        await using var server = await StartAsync(kind);
        Assert.True(MysqlAddress.TryParse(server.ConnectionString, null, null, out var address, out var fault), fault);
        await using var sink = new MysqlSink(new MysqlSettings { ConnectionString = address.ConnectionString, Database = server.Database, Table = "t" }, Context());
        await sink.OpenAsync(Schema, default);
        var refused = await Assert.ThrowsAsync<RowsRefusedException>(() => sink.LoadAsync(Load(0, sink, ["a"], name: "longer"), default));
        Assert.Contains("strict mode", refused.Detail, StringComparison.Ordinal);
    }

    private static Task<IStarRocksUnderTest> StartAsync(string kind) => kind == "real" ? RealUnderTest.StartAsync() : EmbeddedUnderTest.StartAsync();

    private static StreamLoadClient Client(IStarRocksUnderTest server) => new(server.LoadUrl, server.User, server.Password);

    private static Task<LoadAnswer> LoadAsync(StreamLoadClient client, IStarRocksUnderTest server, string body, string label) =>
        client.LoadAsync("t", body, StreamLoadClient.Json(label), server.Database);

    private static PlannedLoad Load(int number, ISink sink, string[] texts, string name = "name")
    {
        var rows = new RowBatch(Schema);
        var body = new LoadBody();
        var writer = sink.CreateWriter(Schema);
        for (var i = 0; i < texts.Length; i++)
        {
            var cells = rows.AddRow(i);
            cells[0] = JsonText.Append("2026-01-02 03:04:05", rows);
            cells[1] = JsonText.Append(name, rows);
            cells[2] = Cell.Of(i);
            cells[3] = Cell.Of(i / 8.0);
            cells[4] = JsonText.Append(texts[i], rows);
            writer.Append(rows, i, body);
        }

        writer.Complete(body);
        OffsetRange[] ranges = [new(0, number, number + 1, 1)];
        var plan = new LoadPlan(number, LoadLabel.Of(Guid.NewGuid().ToString("N"), number, ranges), "t", ranges, texts.Length, "rule", DateTimeOffset.UtcNow, number);
        return new PlannedLoad(plan, new LoadBatch(number, ranges, texts.Length, body));
    }

    private SinkContext Context() =>
        new(Schema, Backoff.Default with { Initial = TimeSpan.FromMilliseconds(20), Max = TimeSpan.FromMilliseconds(200) }, new PathCounters(), _log, TimeProvider.System);
}
