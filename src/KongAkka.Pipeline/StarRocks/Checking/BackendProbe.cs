using System.Net.Http;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Pipeline.StarRocks.Checking;

/// <summary>Asks BEs for their health: <c>GET /api/health</c>, which needs no credentials and gets none. Borrows its HTTP.</summary>
internal sealed class BackendProbe(StarRocksHttp http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks a BE.</summary>
    /// <param name="backend">Its address.</param>
    /// <param name="origin">Who names it.</param>
    /// <param name="remedy">What to do when it is not reached; a sentence.</param>
    /// <param name="cancellation">Abandons it.</param>
    /// <returns>What is wrong; null when it answers.</returns>
    public async Task<TableFinding?> AskAsync(Uri backend, string origin, string remedy, CancellationToken cancellation)
    {
        var health = new HttpCall(HttpMethod.Get) { IsAuthenticated = false, FollowsRedirects = false };
        return await http.SendAsync(health, new Uri(backend, "/api/health"), Patience, cancellation).ConfigureAwait(false) switch
        {
            HttpOutcome.Replied => null,
            HttpOutcome.NotReached unreached => new TableFinding(FindingKind.Unavailable, $"{origin}: {unreached.Reason}", remedy),
            HttpOutcome.Broken broken => new TableFinding(FindingKind.Unavailable, $"{origin}: {broken.Reason}", remedy),
            var other => throw new InvalidOperationException($"{other} cannot come of a request that is not redirected"),
        };
    }
}
