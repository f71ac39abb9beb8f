using System.Text;
using System.Text.Json;
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

        await sink.LoadAsync(SampleLoads.Planned(new LoadBatch(0, [], 7, body)), default);
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

        await sink.LoadAsync(SampleLoads.Planned(new LoadBatch(0, [], 30, body)), default);
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
        var time = new ManualTime();
        await using var cluster = new FakeCluster(time);
        var hanging = new TaskCompletionSource();
        cluster.Loads.Enqueue(async exchange =>
        {
            await exchange.ContinueAsync();
            await exchange.ReadBodyAsync();
            time.Advance(TimeSpan.FromSeconds(151));
            await hanging.Task;
        });
        cluster.States.Enqueue("PREPARE");
        cluster.States.Enqueue("ABORTED");

        var loading = cluster.LoadAsync();
        while (!loading.IsCompleted)
        {
            // Back-off is measured by the clock that stands still; the steps are small so that nothing else runs out of time.
            time.Advance(TimeSpan.FromMilliseconds(5));
            await Task.Delay(5);
        }

        hanging.SetResult();
        var receipt = await loading;
        Assert.Contains(cluster.Frontend.Requests, request => request.Method == "POST" && request.Path == $"/api/quickstart/{receipt.Label}/_cancel");
        Assert.Equal(2, cluster.Backend.Requests.Count);
    }

    private static IEnumerable<string> Values(Exchange request, params string[] headers) => headers.Select(header => request.Headers[header]);

    private static IEnumerable<string?> Messages(string body)
    {
        using var rows = JsonDocument.Parse(body);
        return [.. rows.RootElement.EnumerateArray().Select(row => row.GetProperty("original_message").GetString())];
    }
}
