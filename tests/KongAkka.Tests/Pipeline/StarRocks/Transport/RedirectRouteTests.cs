using KongAkka.Pipeline.StarRocks;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Tests.Pipeline.StarRocks.Transport;

public sealed class RedirectRouteTests
{
    private static readonly Uri Frontend = new("http://fe:8030/api/db/t/_stream_load");

    [Fact]
    public void A_redirect_to_any_host_is_followed_by_default()
    {
        var route = Route();
        Assert.Null(route.Follow(new Uri("http://10.0.0.7:8040/api/db/t/_stream_load?x=1")));
        Assert.Equal(new Uri("http://10.0.0.7:8040/api/db/t/_stream_load?x=1"), route.Target);
    }

    [Fact]
    public void A_relative_redirect_stays_with_its_host()
    {
        var route = Route();
        Assert.Null(route.Follow(new Uri("/elsewhere", UriKind.Relative)));
        Assert.Equal(new Uri("http://fe:8030/elsewhere"), route.Target);
    }

    [Theory]
    [InlineData("BE1.internal")]
    [InlineData("fe2")]
    public void A_host_of_the_list_and_the_frontends_are_allowed(string host) =>
        Assert.Null(Route("be1.internal").Follow(new Uri($"http://{host}:8040/")));

    [Fact]
    public void Another_host_is_foreign() =>
        Assert.Contains("redirects to evil,", Assert.IsType<HttpOutcome.Forbidden>(Route("be1.internal").Follow(new Uri("http://evil:8040/"))).What, StringComparison.Ordinal);

    [Theory]
    [InlineData("https", "http", false, false)]
    [InlineData("https", "http", true, true)]
    [InlineData("https", "https", false, true)]
    [InlineData("http", "http", false, true)]
    [InlineData("http", "https", false, true)]
    public void A_redirect_from_https_to_http_is_followed_only_where_that_is_wanted(string from, string to, bool isWanted, bool isFollowed)
    {
        var route = new RedirectRoute(Settings([]) with { FollowsToHttp = isWanted }, new Uri($"{from}://fe:8030/"));
        var outcome = route.Follow(new Uri($"{to}://be:8040/"));
        Assert.Equal(isFollowed, outcome is null);
        if (!isFollowed) Assert.Contains("redirect-to-http", Assert.IsType<HttpOutcome.Forbidden>(outcome).Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ftp://be/x")]
    [InlineData("http://fe:8030/api/db/t/_stream_load")]
    public void A_redirect_to_nowhere_is_misdirected(string? location) =>
        Assert.IsType<HttpOutcome.Misdirected>(Route().Follow(location is null ? null : new Uri(location)));

    [Fact]
    public void Three_hops_are_enough()
    {
        var route = Route();
        for (var hop = 1; hop <= 3; hop++) Assert.Null(route.Follow(new Uri($"http://fe{hop}:8030/")));
        Assert.IsType<HttpOutcome.Misdirected>(route.Follow(new Uri("http://fe4:8030/")));
    }

    [Theory]
    [InlineData("http://10.1.2.3:8040/x?y=1", "http://be.example.com:18040/x?y=1")]
    [InlineData("http://10.1.2.4:8040/x?y=1", "http://be2:8040/x?y=1")]
    [InlineData("http://BE.cluster.local:8040/x?y=1", "http://be3:8040/x?y=1")]
    public void A_host_that_is_reached_elsewhere_is_held_against_the_list_by_where_it_is_reached(string told, string reached)
    {
        var route = Mapped("be.example.com", "be2", "be3");
        Assert.Null(route.Follow(new Uri(told)));
        Assert.Equal(new Uri(reached), route.Target);
        Assert.IsType<HttpOutcome.Forbidden>(Mapped("10.1.2.3", "10.1.2.4", "be.cluster.local").Follow(new Uri(told)));
    }

    private static RedirectRoute Mapped(params string[] hosts)
    {
        var map = new Dictionary<string, BackendAddress>(StringComparer.OrdinalIgnoreCase)
        {
            ["10.1.2.3"] = new("be.example.com", 18040),
            ["10.1.2.4"] = new("be2", null),
            ["be.cluster.local"] = new("be3", null),
        };
        return new RedirectRoute(Settings(hosts) with { BackendHosts = map }, Frontend);
    }

    private static RedirectRoute Route(params string[] hosts) => new(Settings(hosts), Frontend);

    private static StarRocksSettings Settings(string[] hosts) =>
        new() { LoadUrls = [new Uri("http://fe:8030"), new Uri("http://fe2:8030")], Database = "db", Table = "t", RedirectHosts = hosts };
}
