using System.Globalization;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.StarRocks.Checking;
using KongAkka.Pipeline.StarRocks.Tables;

namespace KongAkka.Tests.Pipeline.StarRocks.Checking;

public sealed class ClusterCheckTests
{
    [Fact]
    public async Task An_FE_that_sends_loads_to_a_BE_that_answers_is_well_and_the_BE_gets_no_load_and_no_password()
    {
        await using var cluster = new FakeCluster { Sql = _ => Rows(Utc(DateTime.UtcNow)) };
        cluster.Loads.Enqueue(exchange => exchange.ReplyAsync(200, """{"status":"OK"}"""));
        var look = await LookAsync(cluster);
        Assert.Empty(look.Findings);
        Assert.Equal((cluster.Backend.Url.Authority, true), (look.Backend, look.IsAnswered));
        var asked = Assert.Single(cluster.Backend.Requests);
        Assert.Equal("/api/health", asked.Path);
        Assert.False(asked.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task A_BE_that_cannot_be_reached_is_named_with_who_redirects_there()
    {
        await using var cluster = new FakeCluster();
        cluster.Redirects.Enqueue(exchange => exchange.RedirectAsync(new Uri("http://127.0.0.1:1/")));
        var finding = Assert.Single((await LookAsync(cluster)).Findings);
        Assert.Equal(FindingKind.Unavailable, finding.Kind);
        Assert.Contains($"{cluster.Frontend.Url.Authority} redirects loads to 127.0.0.1:1", finding.What, StringComparison.Ordinal);
        Assert.Contains("SHOW BACKENDS", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_loads_go_to_BEs_themselves_each_of_those_is_asked_and_not_the_one_of_the_redirect()
    {
        await using var cluster = new FakeCluster();
        cluster.Redirects.Enqueue(exchange => exchange.RedirectAsync(new Uri("http://be.invalid:8040/")));
        cluster.Settings = cluster.Settings with { BackendUrls = [new Uri("http://127.0.0.1:1"), cluster.Backend.Url, new Uri("http://127.0.0.1:2")] };
        using var check = new ClusterCheck(cluster.Settings);
        Assert.Empty((await check.LookAsync(cluster.Frontend.Url, default)).Findings);
        var look = await check.LookAtBackendsAsync(default);
        Assert.Equal(["backend-url: 127.0.0.1:1 cannot be reached", "backend-url: 127.0.0.1:2 cannot be reached"], look.Findings.Select(f => f.What["sink.starrocks.".Length..].Split(": C")[0]));
        Assert.Equal(cluster.Settings.BackendUrls, look.Backends);
    }

    [Fact]
    public async Task Each_BE_that_the_FEs_list_is_asked_and_every_one_that_is_dead_is_named()
    {
        await using var cluster = new FakeCluster();
        string[] listed = [Node("be3", 8040, isAlive: false), Node("127.0.0.1", cluster.Backend.Port), Node("127.0.0.1", 1), Node("10.0.0.9", 8040)];
        cluster.Sql = sql => sql.Contains("SHOW BACKENDS", StringComparison.Ordinal) ? string.Concat(listed) + """{"statistics":{}}""" : """{"statistics":{}}""";
        cluster.Settings = cluster.Settings with { RedirectHosts = ["127.0.0.1", "be3"] };
        using var check = new ClusterCheck(cluster.Settings);
        var look = await check.LookAtBackendsAsync(default);
        Assert.Equal(
            ["The FEs hold BE be3:8040 to be dead.", "The FEs list BE 127.0.0.1:1: 127.0.0.1:1 cannot be reached", $"{cluster.Frontend.Url} redirects to 10.0.0.9, which is not among sink.starrocks.redirect-hosts."],
            look.Findings.Select(f => f.What.Split(": C")[0]));
        Assert.Equal(4, look.Backends?.Count);
    }

    [Fact]
    public async Task BEs_that_the_FEs_do_not_list_are_not_known()
    {
        await using var cluster = new FakeCluster { Sql = _ => """{"status":"FAILED","msg":"Access denied; you need (at least one of) the OPERATE privilege(s) on SYSTEM"}""" };
        using var check = new ClusterCheck(cluster.Settings);
        var look = await check.LookAtBackendsAsync(default);
        Assert.Null(look.Backends);
        Assert.Empty(look.Findings);
    }

    [Fact]
    public async Task A_redirect_to_a_foreign_host_is_not_followed()
    {
        await using var cluster = new FakeCluster();
        cluster.Settings = cluster.Settings with { RedirectHosts = ["be.example"] };
        cluster.Redirects.Enqueue(exchange => exchange.RedirectAsync(new Uri("http://localhost:1/")));
        var finding = Assert.Single((await LookAsync(cluster)).Findings);
        Assert.Equal(FindingKind.Fails, finding.Kind);
        Assert.Contains("redirect-hosts", finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"Status":"FAILED","Message":"No backend alive."}""", FindingKind.Unavailable, "No backend alive")]
    [InlineData(200, """{"Status":"FAILED","Message":"There is no 100-continue header"}""", FindingKind.Fails, "100-continue")]
    [InlineData(200, "<html>", FindingKind.Unavailable, "<html>")]
    [InlineData(404, "", FindingKind.Unavailable, "HTTP 404")]
    [InlineData(401, "", FindingKind.Fails, "takes no loads of root into quickstart.KONG_ACCESS_LOG")]
    public async Task An_FE_that_takes_no_loads_says_why(int status, string body, FindingKind kind, string words)
    {
        await using var cluster = new FakeCluster { Sql = _ => Rows(Utc(DateTime.UtcNow)) };
        cluster.Redirects.Enqueue(exchange => exchange.ReplyAsync(status, body));
        var finding = Assert.Single((await LookAsync(cluster)).Findings);
        Assert.Equal(kind, finding.Kind);
        Assert.Contains(words, finding.What, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Remedy);
    }

    [Fact]
    public async Task Each_FE_is_asked_and_one_that_is_away_is_named()
    {
        await using var cluster = new FakeCluster();
        cluster.Loads.Enqueue(exchange => exchange.ReplyAsync(200, "{}"));
        cluster.Settings = cluster.Settings with { LoadUrls = [new Uri("http://127.0.0.1:1"), cluster.Frontend.Url] };
        using var check = new ClusterCheck(cluster.Settings);
        Assert.Contains("127.0.0.1:1 cannot be reached", Assert.Single(await check.FindAsync(default)).What, StringComparison.Ordinal);
        Assert.False((await check.LookAsync(new Uri("http://127.0.0.1:1"), default)).IsAnswered);
    }

    [Fact]
    public async Task A_clock_that_is_far_is_found()
    {
        await using var cluster = new FakeCluster { Sql = _ => Rows(Utc(DateTime.UtcNow.AddHours(9))) };
        cluster.Loads.Enqueue(exchange => exchange.ReplyAsync(200, "{}"));
        Assert.Contains("ahead of this machine's", Assert.Single((await LookAsync(cluster)).Findings).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_that_may_not_be_read_are_unknown()
    {
        await using var cluster = new FakeCluster { Sql = _ => """{"status":"FAILED","msg":"Access denied; you need (at least one of) the OPERATE privilege(s) on SYSTEM"}""" };
        using var check = new ClusterCheck(cluster.Settings);
        Assert.Equal(LabelLimits.Unknown, await check.ReadLabelLimitsAsync(default));
    }

    [Theory]
    [InlineData("DUP_KEYS", "")]
    [InlineData("PRI_KEYS", "PRIMARY KEY")]
    [InlineData("UNQ_KEYS", "UNIQUE KEY")]
    [InlineData("AGG_KEYS", "AGGREGATE KEY")]
    public async Task A_model_that_keeps_fewer_rows_than_were_loaded_is_told(string model, string words)
    {
        await using var cluster = new FakeCluster { Sql = _ => Rows(model) };
        using var check = new TableCheck(cluster.Settings);
        var findings = await check.FindAsync(SampleRows.Schema, default);
        Assert.Equal(words, string.Concat(findings.Select(f => f.What[(f.What.IndexOf("model ", StringComparison.Ordinal) + 6)..f.What.IndexOf(':', StringComparison.Ordinal)])));
    }

    private static async Task<FrontendLook> LookAsync(FakeCluster cluster)
    {
        using var check = new ClusterCheck(cluster.Settings);
        return await check.LookAsync(cluster.Frontend.Url, default);
    }

    private static string Node(string host, int port, bool isAlive = true) =>
        $$"""{"data":["10001","{{host}}","9050","9060","{{port}}","8060","","","{{(isAlive ? "true" : "false")}}","false"]}""" + "\n";

    private static string Utc(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Rows(string value) => $$"""{"data":["{{value}}"]}""" + "\n" + """{"statistics":{"returnRows":1}}""" + "\n";
}
