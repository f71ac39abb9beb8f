namespace KongAkka.Pipeline.StarRocks.Transport;

/// <summary>
/// Decides where a request may be redirected to. An FE sends a load to a BE and a question to the leader, so few hops are enough.
/// </summary>
internal sealed class RedirectRoute
{
    private const int MaxHops = 3;

    private readonly StarRocksSettings _settings;
    private readonly HashSet<Uri> _visited;

    public RedirectRoute(StarRocksSettings settings, Uri start)
    {
        _settings = settings;
        _visited = [start];
        Target = start;
    }

    /// <summary>The address to ask next.</summary>
    public Uri Target { get; private set; }

    /// <summary>Follows a redirect; null when <see cref="Target"/> is to be asked now.</summary>
    public HttpOutcome? Follow(Uri? location)
    {
        var from = Target;
        if (location is null) return new HttpOutcome.Misdirected($"{from} redirects without saying where (no Location header).");
        if (!Uri.TryCreate(from, location, out var target) || target.Scheme is not ("http" or "https"))
            return new HttpOutcome.Misdirected($"{from} redirects to {location}, which is no HTTP address.");
        target = _settings.Reach(target);
        if (!IsAllowed(target.Host)) return Foreign(from, target);
        if (from.Scheme == "https" && target.Scheme == "http" && !_settings.FollowsToHttp) return InTheClear(from, target);
        if (!_visited.Add(target)) return new HttpOutcome.Misdirected($"{from} redirects in a circle to {target}.");
        if (_visited.Count > MaxHops + 1) return new HttpOutcome.Misdirected($"{from} is the last of {MaxHops} redirects and redirects again, to {target}.");
        Target = target;
        return null;
    }

    private static HttpOutcome.Forbidden Foreign(Uri from, Uri target) => new(
        $"{from} redirects to {target.Host}, which is not among sink.starrocks.redirect-hosts.", $"Add {target.Host} to sink.starrocks.redirect-hosts if it is a node of the cluster.");

    private static HttpOutcome.Forbidden InTheClear(Uri from, Uri target) => new(
        $"{from.Authority} has https and redirects to {target.Scheme}://{target.Authority}: password and rows would go there in the clear.",
        "Name https addresses of the BEs in sink.starrocks.backend-url (StarRocks' FEs redirect to http alone), or set sink.starrocks.redirect-to-http = follow where that network is trusted.");

    private bool IsAllowed(string host) =>
        _settings.RedirectHosts.Count == 0
        || _settings.RedirectHosts.Contains(host, StringComparer.OrdinalIgnoreCase)
        || _settings.LoadUrls.Any(url => string.Equals(url.Host, host, StringComparison.OrdinalIgnoreCase));
}
