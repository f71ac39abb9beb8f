using System.Text;
using System.Text.Json;
using KongAkka.Pipeline;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Tests.Pipeline.StarRocks;

public sealed class StarRocksSinkTests
{
    private static readonly string Credentials = "Basic " + Convert.ToBase64String("root:secret"u8);

    [Fact]
    public async Task A_load_goes_to_the_backend_once_with_label_columns_and_credentials()
    {
        await using var cluster = new FakeCluster();
        var receipt = await cluster.LoadAsync();

        var asked = Assert.Single(cluster.Frontend.Requests, request => request.Method == "PUT");
        var taken = Assert.Single(cluster.Backend.Requests);
        Assert.Equal("", asked.Body);
        Assert.Equal(["a", "b", "c"], Messages(taken.Body));
        Assert.All([asked, taken], request => Assert.Equal("/api/quickstart/KONG_ACCESS_LOG/_stream_load", request.Path));
        Assert.All([asked, taken], request => Assert.Equal(Credentials, request.Headers["Authorization"]));
        Assert.All([asked, taken], request => Assert.Equal(receipt.Label, request.Headers["label"]));
        Assert.Equal("100-continue", taken.Headers["Expect"]);
        Assert.Equal("`log_time`,`client_ip`,`response_time`,`status_code`,`original_message`", taken.Headers["columns"]);
        Assert.Equal("""["$.log_time","$.client_ip","$.response_time","$.status_code","$.original_message"]""", taken.Headers["jsonpaths"]);
        Assert.Equal(["json", "true", "true", "0", "Asia/Seoul", "120"], Values(taken, "format", "strip_outer_array", "strict_mode", "max_filter_ratio", "timezone", "timeout"));
        Assert.Equal((3, taken.Body.Length, 0), (receipt.Rows, (int)receipt.Bytes, (int)cluster.Counters.Retries));
    }

    [Fact]
    public async Task A_large_body_arrives_whole()
    {
        await using var cluster = new FakeCluster();
        await using var sink = cluster.CreateSink();
        using var body = FakeCluster.Body([.. Enumerable.Repeat(new string('m', 300_000), 7)]);
        cluster.Loads.Enqueue(FakeCluster.Answer(FakeCluster.Reply("Success", rows: 7)));

        await sink.LoadAsync(new LoadBatch(0, [], 7, body), default);
        Assert.Equal(Encoding.UTF8.GetString([.. body.Chunks().SelectMany(chunk => chunk.ToArray())]), Assert.Single(cluster.Backend.Requests).Body);
    }

    [Fact]
    public async Task A_final_reply_in_place_of_100_is_read_and_no_body_is_sent()
    {
        await using var cluster = new FakeCluster();
        cluster.Loads.Enqueue(exchange => exchange.ReplyAsync(200, FakeCluster.Reply("Label Already Exists", more: ""","ExistingJobStatus":"FINISHED" """)));

        await cluster.LoadAsync();
        Assert.Equal("", Assert.Single(cluster.Backend.Requests).Body);
    }

    [Fact]
    public async Task A_reply_in_the_middle_of_the_body_is_read()
    {
        await using var cluster = new FakeCluster();
        await using var sink = cluster.CreateSink();
        using var body = FakeCluster.Body([.. Enumerable.Repeat(new string('m', 1_000_000), 30)]);
        cluster.Loads.Enqueue(async exchange =>
        {
            await exchange.ContinueAsync();
            await exchange.ReadBodyAsync(1000);
            await exchange.ReplyAsync(200, FakeCluster.Reply("Fail", "Memory of process exceed limit. Used: 28153092936, Limit: 27300971151."));
        });
        cluster.Loads.Enqueue(FakeCluster.Answer(FakeCluster.Reply("Success", rows: 30)));

        await sink.LoadAsync(new LoadBatch(0, [], 30, body), default);
        Assert.Contains("Memory of process exceed limit", Assert.Single(cluster.Log.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_server_error_is_tried_again_under_the_same_label(int status)
    {
        await using var cluster = new FakeCluster();
        cluster.Loads.Enqueue(FakeCluster.Answer("<html>Bad Gateway</html>", status));

        var receipt = await cluster.LoadAsync();
        Assert.Equal([receipt.Label, receipt.Label], cluster.Backend.Requests.Select(request => request.Headers["label"]));
        Assert.Equal(1, cluster.Counters.Retries);
        var told = Assert.Single(cluster.Log.Warnings);
        Assert.Contains(receipt.Label, told, StringComparison.Ordinal);
        Assert.Contains($"HTTP {status}", told, StringComparison.Ordinal);
        Assert.Contains("load-url", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"TxnId":7,"Status":"Succ""")]
    [InlineData("<html>welcome</html>")]
    [InlineData("[]")]
    public async Task A_reply_that_cannot_be_read_is_cleared_up_by_the_state(string reply)
    {
        await using var cluster = new FakeCluster();
        cluster.Loads.Enqueue(FakeCluster.Answer(reply));
        cluster.States.Enqueue("VISIBLE");

        await cluster.LoadAsync();
        Assert.Single(cluster.Backend.Requests);
    }

    [Fact]
    public async Task A_load_whose_reply_is_lost_is_not_sent_again_when_it_is_visible()
    {
        await using var cluster = new FakeCluster();
        cluster.Loads.Enqueue(async exchange =>
        {
            await exchange.ContinueAsync();
            await exchange.ReadBodyAsync();
            exchange.Cut();
        });
        cluster.States.Enqueue("PREPARE");
        cluster.States.Enqueue("COMMITTED");

        await cluster.LoadAsync();
        Assert.Single(cluster.Backend.Requests);
        Assert.Equal(0, cluster.Counters.Retries);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_load_whose_connection_is_cut_is_sent_again_when_it_did_not_arrive(bool isCutBefore100)
    {
        await using var cluster = new FakeCluster();
        cluster.Loads.Enqueue(async exchange =>
        {
            if (!isCutBefore100) await exchange.ContinueAsync();
            exchange.Cut();
        });

        await cluster.LoadAsync();
        Assert.Equal(2, cluster.Backend.Requests.Count);
    }

    [Fact]
    public async Task A_load_that_is_aborted_while_it_is_waited_for_is_sent_again()
    {
        await using var cluster = new FakeCluster();
        cluster.Loads.Enqueue(FakeCluster.Answer(FakeCluster.Reply("Label Already Exists", more: ""","ExistingJobStatus":"RUNNING" """)));
        cluster.States.Enqueue("PREPARE");
        cluster.States.Enqueue("ABORTED");

        await cluster.LoadAsync();
        Assert.Equal(2, cluster.Backend.Requests.Count);
    }

    [Fact]
    public async Task A_dead_backend_is_left_for_the_one_that_the_next_frontend_names()
    {
        await using var cluster = new FakeCluster();
        await using var astray = new ScriptedServer(exchange => exchange.RedirectAsync(new Uri(DeadUrl(), exchange.Path)));
        cluster.Settings = cluster.Settings with { LoadUrls = [astray.Url, cluster.Frontend.Url] };
        var columns = astray.Script;
        astray.Script = exchange => exchange.Path.EndsWith("/sql", StringComparison.Ordinal) ? exchange.ReplyAsync(200, cluster.Columns) : columns(exchange);

        await cluster.LoadAsync();
        Assert.Single(cluster.Backend.Requests);
        Assert.Equal(1, cluster.Counters.Retries);
        Assert.Contains("cannot be reached", Assert.Single(cluster.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_without_location_is_tried_again()
    {
        await using var cluster = new FakeCluster();
        cluster.Redirects.Enqueue(exchange => exchange.ReplyAsync(307, ""));

        await cluster.LoadAsync();
        Assert.Contains("no Location header", Assert.Single(cluster.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_circle_of_redirects_is_left_and_tried_again()
    {
        await using var cluster = new FakeCluster();
        cluster.Redirects.Enqueue(exchange => exchange.RedirectAsync(new Uri(cluster.Frontend.Url, exchange.Path)));

        await cluster.LoadAsync();
        Assert.Contains("in a circle", Assert.Single(cluster.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_not_allowed_gets_neither_credentials_nor_rows()
    {
        await using var cluster = new FakeCluster();
        await using var foreign = new ScriptedServer(FakeCluster.TakeAsync);
        cluster.Settings = cluster.Settings with { RedirectHosts = ["be.internal"] };
        cluster.Redirects.Enqueue(exchange => exchange.RedirectAsync(new Uri($"http://localhost:{foreign.Port}{exchange.Path}")));

        var failure = await Assert.ThrowsAsync<UnrecoverableException>(() => cluster.LoadAsync());
        Assert.Contains("localhost", failure.What, StringComparison.Ordinal);
        Assert.Contains("redirect-hosts", failure.Remedy, StringComparison.Ordinal);
        Assert.Empty(foreign.Requests);
    }

    [Fact]
    public async Task Refused_rows_end_the_job_with_what_starrocks_shows_of_them()
    {
        await using var cluster = new FakeCluster();
        await using var evidence = new ScriptedServer(exchange => exchange.ReplyAsync(200, "Error: Value length is beyond the capacity. column=client_ip, capacity=45. Row: [...]"));
        cluster.Loads.Enqueue(FakeCluster.Answer(FakeCluster.Reply("Fail", "too many filtered rows", more: $$""","ErrorURL":"{{evidence.Url}}api/_load_error_log?file=x" """)));

        var failure = await Assert.ThrowsAsync<UnrecoverableException>(() => cluster.LoadAsync());
        Assert.Contains("too many filtered rows", failure.What, StringComparison.Ordinal);
        Assert.Contains("column=client_ip, capacity=45", failure.What, StringComparison.Ordinal);
        Assert.Contains("quickstart.KONG_ACCESS_LOG", failure.What, StringComparison.Ordinal);
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

        await sink.LoadAsync(new LoadBatch(0, [], 3, body), default);
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
    public async Task A_load_that_is_abandoned_ends_at_once_and_leaves_its_body_alone()
    {
        await using var cluster = new FakeCluster();
        using var abandon = new CancellationTokenSource();
        var hanging = new TaskCompletionSource();
        cluster.Loads.Enqueue(async exchange =>
        {
            await exchange.ContinueAsync();
            await exchange.ReadBodyAsync();
            await abandon.CancelAsync();
            await hanging.Task;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cluster.LoadAsync(cancellation: abandon.Token));
        hanging.SetResult();
    }

    [Fact]
    public async Task A_load_that_hangs_is_cancelled_after_its_time_and_sent_again()
    {
        await using var cluster = new FakeCluster();
        var hanging = new TaskCompletionSource();
        cluster.Settings = cluster.Settings with { LoadTimeout = TimeSpan.FromMilliseconds(50), LoadMargin = TimeSpan.FromMilliseconds(50) };
        cluster.Loads.Enqueue(async exchange =>
        {
            await exchange.ContinueAsync();
            await hanging.Task;
        });
        cluster.States.Enqueue("PREPARE");
        cluster.States.Enqueue("ABORTED");

        var receipt = await cluster.LoadAsync();
        Assert.Contains(cluster.Frontend.Requests, request => request.Method == "POST" && request.Path == $"/api/quickstart/{receipt.Label}/_cancel");
        Assert.Equal(2, cluster.Backend.Requests.Count);
        hanging.SetResult();
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
        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => sink.LoadAsync(new LoadBatch(n, [], 3, body), default)));
        Assert.Equal(2, cluster.Frontend.Requests.Count(request => request.Path.EndsWith("/sql", StringComparison.Ordinal)));
        Assert.Equal(4, cluster.Backend.Requests.Select(request => request.Headers["label"]).Distinct().Count());
    }

    private static Uri DeadUrl()
    {
        var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return new Uri($"http://127.0.0.1:{port}");
    }

    private static IEnumerable<string> Values(Exchange request, params string[] headers) => headers.Select(header => request.Headers[header]);

    private static IEnumerable<string?> Messages(string body)
    {
        using var rows = JsonDocument.Parse(body);
        return [.. rows.RootElement.EnumerateArray().Select(row => row.GetProperty("original_message").GetString())];
    }
}
