using KongAkka.Sandbox.StarRocks;
using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.SandboxTests.Consuming;
using KongAkka.Service.Commands;
using KongAkka.Service.Configuration;

namespace KongAkka.SandboxTests.Checks;

public sealed class CheckTests : IDisposable
{
    private readonly EmbeddedTopic _topic = new(partitions: 2);
    private readonly StringWriter _output = new() { NewLine = "\n" };

    public void Dispose()
    {
        _topic.Dispose();
        _output.Dispose();
    }

    [Fact]
    public async Task Everything_that_is_well_has_a_line()
    {
        await using var starRocks = await EmbeddedStarRocks.StartAsync();
        var lines = await RunAsync(starRocks.LoadUrl, isWell: true);
        Assert.Equal(
            [
                $"ok    j: topic: logs at {_topic.Settings.BootstrapServers} has 2 partitions",
                "ok    j: offsets: a first start begins at 0:0, 1:0",
                "ok    j: reading: every partition can be read, and the offsets of group kongakka-j",
                $"ok    j: FE {starRocks.LoadUrl.Authority}: answers, and sends loads to {starRocks.BackendUrl.Authority}, which answers",
                $"ok    j: BEs: {starRocks.BackendUrl.Authority} answers",
                "ok    j: table: quickstart.KONG_ACCESS_LOG takes all 9 columns.",
                "ok    j: labels: 1000 of the database are kept, for 72 h (the FEs say): the job's own loads push one out after 1.4 h at the earliest",
            ],
            lines);
        Assert.Empty(starRocks.Labels.Known());
    }

    [Fact]
    public async Task Labels_that_StarRocks_forgets_too_soon_fail()
    {
        await using var starRocks = await EmbeddedStarRocks.StartAsync(new EmbeddedStarRocksOptions { LabelRetention = new LabelRetention(TimeSpan.FromDays(3), 50) });
        var lines = await RunAsync(starRocks.LoadUrl, isWell: false);
        var line = Assert.Single(lines, line => line.StartsWith("FAIL", StringComparison.Ordinal));
        Assert.Contains("j: labels: The FEs keep labels for label_keep_max_num = 50", line, StringComparison.Ordinal);
        Assert.Contains("A label may be forgotten after 250 s", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_subtasks_than_partitions_are_told()
    {
        await using var starRocks = await EmbeddedStarRocks.StartAsync();
        var lines = await RunAsync(starRocks.LoadUrl, isWell: true, "parallelism = 5");
        Assert.Contains("3 of 5 subtasks have nothing to read: lower parallelism to 2", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task StarRocks_behind_the_mysql_sink_is_looked_at_as_behind_Stream_Load()
    {
        await using var starRocks = await EmbeddedStarRocks.StartAsync();
        var lines = await RunAsync(starRocks.LoadUrl, isWell: true, Insert(starRocks));
        Assert.Equal(
            [
                "ok    j: table: quickstart.KONG_ACCESS_LOG takes all 9 columns.",
                "ok    j: labels: 1000 of the database are kept, for 72 h (the FEs say): the job's own loads push one out after 1.4 h at the earliest, sooner where 10000 rows (sink.mysql.max-statement-rows) come before batch.max-age",
            ],
            lines[3..]);
        Assert.Empty(starRocks.Labels.Known());
    }

    [Fact]
    public async Task What_the_mysql_sink_would_meet_in_StarRocks_is_told_before()
    {
        await using var starRocks = await EmbeddedStarRocks.StartAsync(new EmbeddedStarRocksOptions { LabelRetention = new LabelRetention(TimeSpan.FromHours(1), 50) });
        starRocks.MayInsert = false;
        var lines = await RunAsync(starRocks.LoadUrl, isWell: false, Insert(starRocks));
        Assert.StartsWith("FAIL  j: table: The user may not insert into quickstart.KONG_ACCESS_LOG: ", lines[3], StringComparison.Ordinal);
        Assert.EndsWith("Grant INSERT on the table to the user of sink.mysql.username, and start the job again.", lines[3], StringComparison.Ordinal);
        Assert.Contains("label_keep_max_num = 50, and sink.mysql.label-keep-max-num trusts them for 1000", lines[4], StringComparison.Ordinal);
        Assert.Contains("label_keep_max_second = 3600", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_right_to_load_is_looked_at()
    {
        await using var starRocks = await EmbeddedStarRocks.StartAsync();
        starRocks.MayInsert = false;
        var lines = await RunAsync(starRocks.LoadUrl, isWell: false);
        Assert.Contains("takes no loads of root into quickstart.KONG_ACCESS_LOG: HTTP 401", Assert.Single(lines, line => line.StartsWith("FAIL", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_address_that_nobody_answers_at_is_told_once()
    {
        await using var starRocks = await EmbeddedStarRocks.StartAsync();
        await starRocks.StopFrontendAsync();
        var lines = await RunAsync(starRocks.LoadUrl, isWell: false, Insert(starRocks));
        Assert.StartsWith("FAIL  j: table: quickstart.KONG_ACCESS_LOG cannot be looked at.", Assert.Single(lines[3..]), StringComparison.Ordinal);
    }

    private static string Insert(EmbeddedStarRocks starRocks) =>
        $$"""sink { type = mysql, mysql { connection-string = "jdbc:mysql://{{starRocks.QueryEndPoint}}/quickstart?useSSL=false&user=root", table = KONG_ACCESS_LOG } }""";

    private async Task<string[]> RunAsync(Uri loadUrl, bool isWell, string more = "")
    {
        var configuration = ServiceConfiguration.Parse(
            $$"""
            kongakka.jobs.j {
              source { bootstrap-servers = "{{_topic.Settings.BootstrapServers}}", topic = logs, startup-mode = earliest-offset }
              sink.starrocks { load-url = "{{loadUrl}}", database = quickstart, table = KONG_ACCESS_LOG }
              rejects.type = log
              {{more}}
            }
            """,
            "k.conf",
            []);
        var checks = KongAkka.Service.Commands.Checks.Of(configuration).Where(check => check.Name != "journal");
        Assert.Equal(isWell, await new CheckRunner(_output, Eventually.Patience).RunAsync(checks, CancellationToken.None));
        return _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
