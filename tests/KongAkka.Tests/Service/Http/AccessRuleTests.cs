using System.Net;
using KongAkka.Service.Configuration;
using KongAkka.Service.Http;

namespace KongAkka.Tests.Service.Http;

public sealed class AccessRuleTests
{
    private const string Token = "0123456789abcdef";
    private static readonly AdminSettings Loopback = new();
    private static readonly AdminSettings Open = new() { BindAddress = IPAddress.Any };

    [Fact]
    public void Reading_is_free() => Assert.All([Loopback, Open, Open with { Token = Token }, Loopback with { ReadOnly = true }], settings => Assert.Equal(AccessVerdict.Granted, Judge(settings, Request("GET"))));

    [Fact]
    public void On_loopback_a_change_needs_nothing() => Assert.Equal(AccessVerdict.Granted, Judge(Loopback, Request("PATCH")));

    [Fact]
    public void Beyond_loopback_a_change_is_refused_when_nobody_can_prove_anything() => Assert.Equal(AccessVerdict.Closed, Judge(Open, Request("PATCH") with { Authorization = "Bearer x" }));

    [Fact]
    public void Nothing_is_changed_where_all_is_read_only() => Assert.Equal(AccessVerdict.ReadOnly, Judge(Loopback with { ReadOnly = true }, Request("DELETE")));

    [Theory]
    [InlineData(null, AccessVerdict.Unproven)]
    [InlineData("Bearer", AccessVerdict.Unproven)]
    [InlineData("Bearer ", AccessVerdict.Unproven)]
    [InlineData("Bearer 0123456789abcdeg", AccessVerdict.Unproven)]
    [InlineData("Bearer 0123456789abcde", AccessVerdict.Unproven)]
    [InlineData("Bearer 0123456789ABCDEF", AccessVerdict.Unproven)]
    [InlineData("Basic 0123456789abcdef", AccessVerdict.Unproven)]
    [InlineData("Bearer 0123456789abcdef", AccessVerdict.Granted)]
    [InlineData("bearer 0123456789abcdef", AccessVerdict.Granted)]
    internal void A_token_must_be_the_configured_one(string? authorization, AccessVerdict verdict)
    {
        Assert.Equal(verdict, Judge(Open with { Token = Token }, Request("POST") with { Authorization = authorization }));
        Assert.Equal(verdict, Judge(Loopback with { Token = Token }, Request("POST") with { Authorization = authorization }));
    }

    [Fact]
    public void A_certificate_counts_only_where_authorities_are_configured()
    {
        var request = Request("POST") with { HasCertificate = true };
        Assert.Equal(AccessVerdict.Granted, Judge(Open with { ClientAuthorities = "ca.pem" }, request));
        Assert.Equal(AccessVerdict.Unproven, Judge(Open with { ClientAuthorities = "ca.pem" }, Request("POST")));
        Assert.Equal(AccessVerdict.Closed, Judge(Open, request));
        Assert.Equal(AccessVerdict.Unproven, Judge(Open with { Token = Token }, request));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8558", "127.0.0.1:8558", AccessVerdict.Granted)]
    [InlineData("http://evil.example", "127.0.0.1:8558", AccessVerdict.ForeignPage)]
    [InlineData("https://127.0.0.1:8558", "127.0.0.1:8558", AccessVerdict.ForeignPage)]
    [InlineData("null", "127.0.0.1:8558", AccessVerdict.ForeignPage)]
    [InlineData("http://evil.example:8558", "evil.example:8558", AccessVerdict.ForeignPage)]
    [InlineData(null, "evil.example:8558", AccessVerdict.ForeignPage)]
    [InlineData(null, "localhost:8558", AccessVerdict.Granted)]
    [InlineData(null, "[::1]:8558", AccessVerdict.Granted)]
    internal void A_page_of_another_site_changes_nothing(string? origin, string host, AccessVerdict verdict) =>
        Assert.Equal(verdict, Judge(Loopback, Request("POST") with { Origin = origin, Host = host }));

    private static AccessRequest Request(string method) => new(method, "127.0.0.1:8558", "http", null, null, false);

    private static AccessVerdict Judge(AdminSettings settings, AccessRequest request) => new AccessRule(settings).Judge(request);
}
