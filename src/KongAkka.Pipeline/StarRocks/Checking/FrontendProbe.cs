using System.Net.Http;
using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.StarRocks.Loading;
using KongAkka.Pipeline.StarRocks.Tables;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Pipeline.StarRocks.Checking;

/// <summary>
/// Looks at an FE as a load would: whether it answers, what its clock says, and whether the BE to which it redirects can be reached. No transaction begins: the request
/// for a load has no body and is not sent on to the BE, which is asked for its health instead. Borrows its HTTP.
/// </summary>
internal sealed class FrontendProbe(StarRocksSettings settings, StarRocksHttp http, TimeProvider time)
{
    private const string FrontendRemedy = "Correct sink.starrocks.load-url (the FE's http_port, 8030 by default), start the FE, or open the way to it.";
    /// <summary>What to do about a BE that the FEs name and that is not reached.</summary>
    public const string BackendRemedy =
        "Make the address under which the FEs know the BE (SHOW BACKENDS) reachable from here: by DNS or hosts file, or by a way to it (be_http_port, 8040 by default); or name where it is reached in sink.starrocks.backend-hosts.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly BackendProbe _backends = new(http);
    private readonly HttpSqlClient _sql = new(settings, http);
    private readonly string _load = $"/api/{Uri.EscapeDataString(settings.Database)}/{Uri.EscapeDataString(settings.Table)}/_stream_load";

    public async Task<FrontendLook> LookAsync(Uri frontend, CancellationToken cancellation)
    {
        var before = time.GetUtcNow();
        var answer = await _sql.QueryAsync(frontend, ClockSkew.Query, Patience, cancellation).ConfigureAwait(false);
        var clock = answer is SqlAnswer.Rows { Values: [[var told, ..]] } ? ClockSkew.Find(frontend.Authority, told, before, time.GetUtcNow()) : null;
        var call = new HttpCall(HttpMethod.Put) { IsContinueExpected = true, FollowsRedirects = false };
        var outcome = await http.SendAsync(call, new Uri(frontend, _load), Patience, cancellation).ConfigureAwait(false);
        var (backend, finding) = await FollowAsync(frontend, outcome, isTrusted: answer is SqlAnswer.Rows, cancellation).ConfigureAwait(false);
        return new FrontendLook(frontend, backend, [.. new[] { finding, clock }.OfType<TableFinding>()], outcome is HttpOutcome.Replied);
    }

    private async Task<(string? Backend, TableFinding? Finding)> FollowAsync(Uri frontend, HttpOutcome outcome, bool isTrusted, CancellationToken cancellation) => outcome switch
    {
        HttpOutcome.Replied { Status: 307 or 308 } redirect => await FollowAsync(frontend, redirect.Location, cancellation).ConfigureAwait(false),
        HttpOutcome.Replied { Status: 401 } when isTrusted => (null, new TableFinding(
            FindingKind.Fails, $"{frontend.Authority} takes no loads of {settings.Username} into {settings.Database}.{settings.Table}: HTTP 401.", KnownFailure.PermissionRemedy)),
        HttpOutcome.Replied { Status: 401 } => (null, Passing($"{frontend.Authority} does not accept the credentials.", KnownFailure.CredentialsRemedy)),
        HttpOutcome.Replied { Status: 200 } reply => (null, Refusal(frontend, reply.Body)),
        HttpOutcome.Replied reply => (null, Passing($"{frontend.Authority} answers a load with HTTP {reply.Status}.", FrontendRemedy)),
        HttpOutcome.NotSent unsent => (null, Passing(unsent.Reason, KnownFailure.CredentialsRemedy)),
        HttpOutcome.NotReached unreached => (null, Passing(unreached.Reason, FrontendRemedy)),
        HttpOutcome.Broken broken => (null, Passing(broken.Reason, FrontendRemedy)),
        _ => throw new InvalidOperationException($"{outcome} cannot come of a request that is not redirected"),
    };

    private async Task<(string? Backend, TableFinding? Finding)> FollowAsync(Uri frontend, Uri? location, CancellationToken cancellation)
    {
        if (settings.BackendUrls.Count > 0) return (null, null);
        var route = new RedirectRoute(settings, new Uri(frontend, _load));
        switch (route.Follow(location))
        {
            case HttpOutcome.Forbidden forbidden:
                return (null, new TableFinding(FindingKind.Fails, forbidden.What, forbidden.Remedy));
            case HttpOutcome.Misdirected astray:
                return (null, Passing(astray.Reason, BackendRemedy));
        }

        var origin = $"{frontend.Authority} redirects loads to {route.Target.Authority}";
        return (route.Target.Authority, await _backends.AskAsync(route.Target, origin, BackendRemedy, cancellation).ConfigureAwait(false));
    }

    private static TableFinding Refusal(Uri frontend, string body)
    {
        var what = $"{frontend.Authority} takes no loads: {(StreamLoadReply.Parse(body) is { Message.Length: > 0 } reply ? reply.Message : body)}";
        return KnownFailure.In(body) switch
        {
            { Verdict: FailureVerdict.Stop } known => new TableFinding(FindingKind.Fails, what, known.Remedy),
            { } known => Passing(what, known.Remedy),
            null => Passing(what, FrontendRemedy),
        };
    }

    private static TableFinding Passing(string what, string remedy) => new(FindingKind.Unavailable, what, remedy);
}
