using KongAkka.Pipeline;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;

namespace KongAkka.Tests.Pipeline.StarRocks;

public sealed class StarRocksSinkTroubleTests
{
    [Fact]
    public async Task A_refused_row_is_reported_with_what_starrocks_shows_of_it()
    {
        await using var cluster = new FakeCluster();
        await using var evidence = new ScriptedServer(exchange => exchange.ReplyAsync(200, "Error: Value length is beyond the capacity. column=client_ip, capacity=45. Row: [...]"));
        cluster.Loads.Enqueue(FakeCluster.Answer(FakeCluster.Reply("Fail", "too many filtered rows", more: $$""","NumberFilteredRows":1,"ErrorURL":"{{evidence.Url}}api/_load_error_log?file=x" """)));

        var failure = await Assert.ThrowsAsync<RowsRefusedException>(() => cluster.LoadAsync());
        Assert.Equal(3, failure.Rows);
        Assert.Contains("too many filtered rows", failure.Detail, StringComparison.Ordinal);
        Assert.Contains("column=client_ip, capacity=45", failure.Detail, StringComparison.Ordinal);
        Assert.False(Assert.Single(evidence.Requests).Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Credentials_that_are_refused_are_tried_until_they_are_accepted_and_shown_meanwhile()
    {
        await using var cluster = new FakeCluster();
        await using var sink = cluster.CreateSink();
        string? shown = null;
        cluster.Redirects.Enqueue(exchange => exchange.ReplyAsync(401, "Access denied for user 'root'", "WWW-Authenticate: Basic realm=\"\"\r\n"));
        cluster.Redirects.Enqueue(exchange =>
        {
            shown = sink.Trouble;
            return exchange.RedirectAsync(new Uri(cluster.Backend.Url, exchange.Path));
        });
        using var body = FakeCluster.Body(["a", "b", "c"]);

        await sink.LoadAsync(SampleLoads.Planned(new LoadBatch(0, [], 3, body)), default);
        Assert.Contains("sink.starrocks.username", shown, StringComparison.Ordinal);
        Assert.Null(sink.Trouble);
    }

    [Fact]
    public async Task Repeated_trouble_of_one_kind_is_told_once_in_a_while()
    {
        await using var cluster = new FakeCluster();
        for (var n = 1; n <= 20; n++) cluster.Loads.Enqueue(FakeCluster.Answer(FakeCluster.Reply("Fail", $"Failed to load data into tablet 13239, because of too many versions, current/limit: {1000 + n}/1000.")));

        await cluster.LoadAsync();
        Assert.Equal(20, cluster.Counters.Retries);
        Assert.Single(cluster.Log.Warnings);
        Assert.Equal(20, cluster.Log.Entries.Count(entry => entry.Text.Contains("too many versions", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_missing_table_ends_the_job_before_a_row_is_sent()
    {
        await using var cluster = new FakeCluster { Columns = """{"connectionId":7}""" + "\n" + """{"statistics":{"returnRows":0}}""" };

        var failure = await Assert.ThrowsAsync<UnrecoverableException>(() => cluster.LoadAsync());
        Assert.Contains("no table quickstart.KONG_ACCESS_LOG", failure.What, StringComparison.Ordinal);
        Assert.Empty(cluster.Backend.Requests);
    }

    [Fact]
    public async Task A_table_that_is_too_small_is_told_of_and_loaded()
    {
        await using var cluster = new FakeCluster();
        cluster.Columns = cluster.Columns.Replace("45,", "30,", StringComparison.Ordinal);

        await cluster.LoadAsync();
        Assert.Contains("client_ip holds 30 bytes", Assert.Single(cluster.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_is_looked_at_once_and_as_soon_as_it_can_be()
    {
        await using var cluster = new FakeCluster();
        var isUp = false;
        var script = cluster.Frontend.Script;
        cluster.Frontend.Script = exchange =>
        {
            if (isUp) return script(exchange);
            isUp = true;
            return exchange.ReplyAsync(503, "starting");
        };

        await using var sink = cluster.CreateSink();
        using var body = FakeCluster.Body(["a", "b", "c"]);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => sink.LoadAsync(SampleLoads.Planned(new LoadBatch(n, [], 3, body)), default)));
        Assert.Equal(2, cluster.Frontend.Requests.Count(request => request.Path.EndsWith("/sql", StringComparison.Ordinal)));
        Assert.Equal(4, cluster.Backend.Requests.Select(request => request.Headers["label"]).Distinct().Count());
    }
}
