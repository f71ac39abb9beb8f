using KongAkka.Pipeline;

namespace KongAkka.Tests.Pipeline.StarRocks;

public sealed class StarRocksSinkRedirectTests
{
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

    private static Uri DeadUrl()
    {
        var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return new Uri($"http://127.0.0.1:{port}");
    }
}
