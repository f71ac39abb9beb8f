using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.StarRocks.Tables;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Pipeline.StarRocks.Checking;

/// <summary>Looks at what lies around a table and matters to loads: each FE, a BE behind it, their clocks, and how long labels are kept.</summary>
public sealed class ClusterCheck : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly StarRocksSettings _settings;
    private readonly StarRocksHttp _http;
    private readonly HttpSqlClient _sql;
    private readonly FrontendProbe _probe;

    /// <summary>Makes the check.</summary>
    /// <param name="settings">The cluster.</param>
    /// <param name="time">What clocks are compared with; the system's time by default.</param>
    public ClusterCheck(StarRocksSettings settings, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _http = StarRocksHttp.ForQueries(settings, new NodeHealth(), time ?? TimeProvider.System);
        _sql = new HttpSqlClient(settings, _http);
        _probe = new FrontendProbe(settings, _http, time ?? TimeProvider.System);
    }

    /// <summary>Looks at an FE and at a BE behind it; takes some 15 s at most.</summary>
    /// <param name="frontend">One of <see cref="StarRocksSettings.LoadUrls"/>.</param>
    /// <param name="cancellation">Abandons it.</param>
    public Task<FrontendLook> LookAsync(Uri frontend, CancellationToken cancellation) => _probe.LookAsync(frontend, cancellation);

    /// <summary>Asks how long labels are kept.</summary>
    /// <param name="cancellation">Abandons it.</param>
    /// <returns>The limits; unknown ones where no FE tells them.</returns>
    public async Task<LabelLimits> ReadLabelLimitsAsync(CancellationToken cancellation)
    {
        foreach (var frontend in _settings.LoadUrls)
        {
            var answer = await _sql.QueryAsync(frontend, LabelLimits.Query, Patience, cancellation).ConfigureAwait(false);
            if (answer is SqlAnswer.Unanswered) continue;
            return answer is SqlAnswer.Rows rows ? LabelLimits.Read(rows.Values) : LabelLimits.Unknown;
        }

        return LabelLimits.Unknown;
    }

    /// <summary>Looks at all of it at once.</summary>
    /// <param name="cancellation">Abandons it.</param>
    public async Task<IReadOnlyList<TableFinding>> FindAsync(CancellationToken cancellation)
    {
        var limits = ReadLabelLimitsAsync(cancellation);
        var looks = await Task.WhenAll(_settings.LoadUrls.Select(url => LookAsync(url, cancellation))).ConfigureAwait(false);
        return [.. looks.SelectMany(look => look.Findings), .. (await limits.ConfigureAwait(false)).Compare(_settings)];
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
