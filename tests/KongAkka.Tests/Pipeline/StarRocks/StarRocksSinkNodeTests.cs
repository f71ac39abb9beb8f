using System.Net;
using System.Net.Sockets;
using KongAkka.Pipeline.StarRocks;

namespace KongAkka.Tests.Pipeline.StarRocks;

public sealed class StarRocksSinkNodeTests
{
    [Fact]
    public async Task A_dead_frontend_is_asked_once_and_the_other_takes_the_loads()
    {
        await using var cluster = new FakeCluster();
        cluster.Settings = cluster.Settings with { LoadUrls = [DeadUrl(), cluster.Frontend.Url] };
        await using var sink = cluster.CreateSink();
        await cluster.LoadAsync(sink);
        var seen = cluster.Log.Entries.Count;
        Assert.Contains(cluster.Log.Warnings, warning => warning.Contains("cannot be reached", StringComparison.Ordinal));

        cluster.Redirects.Enqueue(exchange => exchange.ReplyAsync(503, "busy"));
        await cluster.LoadAsync(sink);
        Assert.Contains("HTTP 503", Assert.Single(cluster.Log.Entries.Skip(seen)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backend_behind_an_address_translation_is_reached_where_it_is_told_to_be()
    {
        await using var cluster = new FakeCluster();
        cluster.Settings = cluster.Settings with
        {
            RedirectHosts = ["127.0.0.1"],
            BackendHosts = new Dictionary<string, BackendAddress> { ["be.invalid"] = new("127.0.0.1", cluster.Backend.Port) },
        };
        cluster.Redirects.Enqueue(exchange => exchange.RedirectAsync(new Uri($"http://be.invalid:8040{exchange.Path}")));

        await cluster.LoadAsync();
        Assert.Single(cluster.Backend.Requests);
        Assert.Equal(0, cluster.Counters.Retries);
    }

    [Fact]
    public async Task What_a_backend_shows_of_refused_rows_is_fetched_where_it_is_reached()
    {
        await using var cluster = new FakeCluster();
        cluster.Settings = cluster.Settings with { BackendHosts = new Dictionary<string, BackendAddress> { ["be.invalid"] = new("127.0.0.1", cluster.Backend.Port) } };
        cluster.Loads.Enqueue(FakeCluster.Answer(FakeCluster.Reply("Fail", "unknown column", more: ""","ErrorURL":"http://be.invalid:8040/api/_load_error_log?file=f" """)));
        cluster.Loads.Enqueue(exchange => exchange.ReplyAsync(200, "the row itself"));

        var failure = await Assert.ThrowsAsync<KongAkka.Pipeline.UnrecoverableException>(() => cluster.LoadAsync());
        Assert.Contains("the row itself", failure.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loads_go_to_backends_in_turn_and_questions_to_the_frontend()
    {
        await using var cluster = new FakeCluster();
        await using var other = new ScriptedServer(FakeCluster.TakeAsync);
        cluster.Settings = cluster.Settings with { BackendUrls = [cluster.Backend.Url, other.Url] };
        cluster.Loads.Enqueue(FakeCluster.Answer("", 503));
        cluster.States.Enqueue("VISIBLE");
        await using var sink = cluster.CreateSink();

        for (var load = 0; load < 4; load++) await cluster.LoadAsync(sink);
        Assert.Equal((2, 2), (cluster.Backend.Requests.Count, other.Requests.Count));
        Assert.All(other.Requests, request => Assert.Equal(("PUT", "/api/quickstart/KONG_ACCESS_LOG/_stream_load"), (request.Method, request.Path)));
        Assert.Contains(cluster.Frontend.Requests, request => request.Path.Contains("get_load_state", StringComparison.Ordinal));
        Assert.DoesNotContain(cluster.Frontend.Requests, request => request.Path.Contains("_stream_load", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dead_backend_is_put_aside()
    {
        await using var cluster = new FakeCluster();
        cluster.Settings = cluster.Settings with { BackendUrls = [DeadUrl(), cluster.Backend.Url] };
        await using var sink = cluster.CreateSink();

        for (var load = 0; load < 4; load++) await cluster.LoadAsync(sink);
        Assert.Equal(4, cluster.Backend.Requests.Count);
        Assert.Equal(1, cluster.Counters.Retries);
    }

    [Fact]
    public async Task A_backend_that_takes_connections_and_never_answers_is_put_aside_and_the_load_s_fate_is_asked_first()
    {
        var time = new ManualTime();
        await using var cluster = new FakeCluster(time);
        var hanging = new TaskCompletionSource();
        await using var silent = new ScriptedServer(_ =>
        {
            time.Advance(TimeSpan.FromSeconds(151));
            return hanging.Task;
        });
        cluster.Settings = cluster.Settings with { BackendUrls = [silent.Url, cluster.Backend.Url] };
        await using var sink = cluster.CreateSink();

        for (var load = 0; load < 3; load++) await LoadAsync(cluster, sink, time);
        Assert.Equal((1, 3), (silent.Requests.Count, cluster.Backend.Requests.Count));
        Assert.Single(cluster.Frontend.Requests, request => request.Path.Contains("get_load_state", StringComparison.Ordinal));
        hanging.SetResult();
    }

    [Fact]
    public async Task A_frontend_that_redirects_to_a_backend_that_is_put_aside_is_asked_for_another()
    {
        await using var cluster = new FakeCluster();
        var dead = DeadUrl();
        for (var load = 0; load < 2; load++) cluster.Redirects.Enqueue(exchange => exchange.RedirectAsync(new Uri(dead, exchange.Path)));
        await using var sink = cluster.CreateSink();

        for (var load = 0; load < 2; load++) await cluster.LoadAsync(sink);
        Assert.Equal((2, 1), (cluster.Backend.Requests.Count, cluster.Counters.Retries));
        Assert.Empty(cluster.Redirects);
    }

    [Fact]
    public async Task When_a_frontend_knows_no_other_backend_the_one_that_is_put_aside_is_tried()
    {
        await using var cluster = new FakeCluster();
        var dead = DeadUrl();
        for (var load = 0; load < 5; load++) cluster.Redirects.Enqueue(exchange => exchange.RedirectAsync(new Uri(dead, exchange.Path)));

        await cluster.LoadAsync();
        Assert.Equal(2, cluster.Counters.Retries);
        Assert.Empty(cluster.Redirects);
    }

    private static async Task LoadAsync(FakeCluster cluster, StarRocksSink sink, ManualTime time)
    {
        var loading = cluster.LoadAsync(sink);
        while (!loading.IsCompleted)
        {
            // Back-off is measured by the clock that stands still; the steps are small so that nothing else runs out of time.
            time.Advance(TimeSpan.FromMilliseconds(5));
            await Task.Delay(5);
        }

        await loading;
    }

    private static Uri DeadUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
