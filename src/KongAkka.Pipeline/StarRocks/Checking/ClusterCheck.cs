using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.StarRocks.Tables;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Pipeline.StarRocks.Checking;

/// <summary>Looks at what lies around a table and matters to loads: each FE, the BEs behind them, their clocks, and how long labels are kept.</summary>
public sealed class ClusterCheck : IDisposable
{
    private const string NamedRemedy = "Correct sink.starrocks.backend-url (the BE's be_http_port, 8040 by default), start the BE, or open the way to it.";
    private const string DeadRemedy = "Start the BE, or let the cluster forget it (ALTER SYSTEM DROP BACKEND); loads go to the others meanwhile.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly StarRocksSettings _settings;
    private readonly StarRocksHttp _http;
    private readonly HttpSqlClient _sql;
    private readonly FrontendProbe _frontends;
    private readonly BackendProbe _backends;

    /// <summary>Makes the check.</summary>
    /// <param name="settings">The cluster.</param>
    /// <param name="time">What clocks are compared with; the system's time by default.</param>
    public ClusterCheck(StarRocksSettings settings, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _http = StarRocksHttp.ForQueries(settings, new NodeHealth(), time ?? TimeProvider.System);
        _sql = new HttpSqlClient(settings, _http);
        _frontends = new FrontendProbe(settings, _http, time ?? TimeProvider.System);
        _backends = new BackendProbe(_http);
    }

    /// <summary>Looks at an FE and, unless loads go to <see cref="StarRocksSettings.BackendUrls"/>, at a BE behind it; takes some 15 s at most.</summary>
    /// <param name="frontend">One of <see cref="StarRocksSettings.LoadUrls"/>.</param>
    /// <param name="cancellation">Abandons it.</param>
    public Task<FrontendLook> LookAsync(Uri frontend, CancellationToken cancellation) => _frontends.LookAsync(frontend, cancellation);

    /// <summary>Looks at every BE that is known: those of <see cref="StarRocksSettings.BackendUrls"/>, or those that the FEs list; takes some 15 s at most.</summary>
    /// <param name="cancellation">Abandons it.</param>
    public async Task<BackendLook> LookAtBackendsAsync(CancellationToken cancellation)
    {
        if (_settings.BackendUrls.Count == 0) return await LookAtListedAsync(cancellation).ConfigureAwait(false);
        var named = _settings.BackendUrls.Select(url => _backends.AskAsync(url, "sink.starrocks.backend-url", NamedRemedy, cancellation));
        return new BackendLook(_settings.BackendUrls, Found(await Task.WhenAll(named).ConfigureAwait(false)));
    }

    /// <summary>Asks how long labels are kept.</summary>
    /// <param name="cancellation">Abandons it.</param>
    /// <returns>The limits; unknown ones where no FE tells them.</returns>
    public async Task<LabelLimits> ReadLabelLimitsAsync(CancellationToken cancellation) =>
        (await AskAsync(LabelLimits.Query, cancellation).ConfigureAwait(false)).Answer is SqlAnswer.Rows rows ? LabelLimits.Read(rows.Values) : LabelLimits.Unknown;

    /// <summary>Looks at all of it at once.</summary>
    /// <param name="cancellation">Abandons it.</param>
    public async Task<IReadOnlyList<TableFinding>> FindAsync(CancellationToken cancellation)
    {
        var (limits, backends) = (ReadLabelLimitsAsync(cancellation), LookAtBackendsAsync(cancellation));
        var looks = await Task.WhenAll(_settings.LoadUrls.Select(url => LookAsync(url, cancellation))).ConfigureAwait(false);
        return
        [
            .. looks.SelectMany(look => look.Findings),
            .. (await backends.ConfigureAwait(false)).Findings,
            .. (await limits.ConfigureAwait(false)).Compare(_settings.Labels, "sink.starrocks"),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<BackendLook> LookAtListedAsync(CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(BackendList.Queries.Select(query => AskAsync(query, cancellation))).ConfigureAwait(false);
        var listed = answers.SelectMany(a => a.Answer is SqlAnswer.Rows rows ? BackendList.Read(rows.Values).Select(be => (a.Frontend, be.Address, be.IsAlive)) : []).ToArray();
        if (listed.Length == 0) return new BackendLook(null, []);
        var findings = await Task.WhenAll(listed.Select(be => LookAtListedAsync(be.Frontend, be.Address, be.IsAlive, cancellation))).ConfigureAwait(false);
        return new BackendLook([.. listed.Select(be => be.Address)], Found(findings));
    }

    private async Task<TableFinding?> LookAtListedAsync(Uri frontend, Uri backend, bool isAlive, CancellationToken cancellation)
    {
        if (!isAlive) return new TableFinding(FindingKind.Unavailable, $"The FEs hold BE {backend.Authority} to be dead.", DeadRemedy);
        // As a redirect would lead there, so that what redirects must not do is known before the first one.
        var route = new RedirectRoute(_settings, frontend);
        if (route.Follow(backend) is HttpOutcome.Forbidden forbidden) return new TableFinding(FindingKind.Fails, forbidden.What, forbidden.Remedy);
        return await _backends.AskAsync(route.Target, $"The FEs list BE {backend.Authority}", FrontendProbe.BackendRemedy, cancellation).ConfigureAwait(false);
    }

    private async Task<(Uri Frontend, SqlAnswer? Answer)> AskAsync(string query, CancellationToken cancellation)
    {
        foreach (var frontend in _settings.LoadUrls)
        {
            var answer = await _sql.QueryAsync(frontend, query, Patience, cancellation).ConfigureAwait(false);
            if (answer is not SqlAnswer.Unanswered) return (frontend, answer);
        }

        return (_settings.LoadUrls[0], null);
    }

    private static TableFinding[] Found(IEnumerable<TableFinding?> findings) => [.. findings.OfType<TableFinding>()];
}
