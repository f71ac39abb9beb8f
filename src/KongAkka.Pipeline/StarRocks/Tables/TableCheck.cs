using KongAkka.Parsing;
using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.StarRocks.Checking;
using KongAkka.Pipeline.StarRocks.Loading;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Pipeline.StarRocks.Tables;

/// <summary>
/// Looks whether a table can take what a rule fills. StarRocks ignores a column that is sent and not there, so this has to be known before the first row is.
/// </summary>
public sealed class TableCheck : ITableReader
{
    private readonly StarRocksSettings _settings;
    private readonly StarRocksHttp _http;
    private readonly HttpSqlClient _sql;
    private readonly NodeRotation _frontends;
    private readonly ClusterCheck _cluster;
    private readonly TimeProvider _time;

    /// <summary>Makes the check.</summary>
    /// <param name="settings">The table.</param>
    /// <param name="time">What time-outs are measured by; the system's time by default.</param>
    public TableCheck(StarRocksSettings settings, TimeProvider? time = null)
    {
        _settings = settings;
        _time = time ?? TimeProvider.System;
        var health = new NodeHealth();
        _http = StarRocksHttp.ForQueries(settings, health, _time);
        _sql = new HttpSqlClient(settings, _http);
        _frontends = new NodeRotation(settings.LoadUrls, health);
        _cluster = new ClusterCheck(settings, time);
    }

    private string Table => $"{_settings.Database}.{_settings.Table}";

    /// <summary>Looks at the table.</summary>
    /// <param name="schema">The columns that the rule fills.</param>
    /// <param name="cancellation">Abandons it.</param>
    /// <returns>What was found; empty when the table takes everything.</returns>
    public async Task<IReadOnlyList<TableFinding>> FindAsync(RowSchema schema, CancellationToken cancellation)
    {
        var reading = await ReadAsync(schema, cancellation).ConfigureAwait(false);
        return reading.Columns is null ? reading.Findings : [.. reading.Findings, .. await FindModelAsync(cancellation).ConfigureAwait(false)];
    }

    Task<TableReading> ITableReader.ReadAsync(RowSchema schema, CancellationToken cancellation) => ReadAsync(schema, cancellation);

    async Task<IReadOnlyList<TableFinding>> ITableReader.LookAroundAsync(RowSchema schema, CancellationToken cancellation) =>
        [.. await FindModelAsync(cancellation).ConfigureAwait(false), .. await _cluster.FindAsync(cancellation).ConfigureAwait(false)];

    /// <summary>Looks at the table, and tells its columns too.</summary>
    internal async Task<TableReading> ReadAsync(RowSchema schema, CancellationToken cancellation)
    {
        var frontend = _frontends.Current(_time.GetUtcNow());
        var answer = await _sql.QueryAsync(frontend, TableColumn.Query(_settings.Database, _settings.Table), cancellation).ConfigureAwait(false);
        if (answer is SqlAnswer.Unanswered) _frontends.Leave(frontend);
        var reading = Read(schema, answer);
        if (_settings.Compression == LoadCompression.None || answer is not (SqlAnswer.Rows or SqlAnswer.Refused)) return reading;
        var version = await _sql.QueryAsync(frontend, CompressionSupport.Query, cancellation).ConfigureAwait(false);
        return CompressionSupport.Find(_settings.Compression, version) is { } finding ? reading with { Findings = [.. reading.Findings, finding] } : reading;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _cluster.Dispose();
    }

    private TableReading Read(RowSchema schema, SqlAnswer answer) => answer switch
    {
        SqlAnswer.Rows { Values.Count: 0 } => new TableReading([Missing()]),
        SqlAnswer.Rows rows => Compare(schema, [.. rows.Values.Select(TableColumn.Read)]),
        SqlAnswer.Refused refused => new TableReading([Refusal(refused.Message)]),
        SqlAnswer.Unauthorized refused => new TableReading([Passing($"StarRocks does not accept the credentials: {refused.Message}", KnownFailure.CredentialsRemedy)]),
        SqlAnswer.Unanswered unanswered => new TableReading([Passing(unanswered.Reason, "Check sink.starrocks.load-url, the network and that the FEs are up.")]),
        _ => throw new InvalidOperationException($"{answer} is not known"),
    };

    private async Task<IReadOnlyList<TableFinding>> FindModelAsync(CancellationToken cancellation)
    {
        var answer = await _sql.QueryAsync(_frontends.Current(_time.GetUtcNow()), TableModel.Query(_settings.Database, _settings.Table), cancellation).ConfigureAwait(false);
        return TableModel.Find(answer) is { } finding ? [finding] : [];
    }

    private static TableReading Compare(RowSchema schema, IReadOnlyList<TableColumn> columns) =>
        new(TableComparison.Compare(schema, columns)) { Columns = columns };

    private static TableFinding Passing(string what, string remedy) => new(FindingKind.Unavailable, what, remedy);

    private TableFinding Missing() => new(
        FindingKind.Fails,
        $"StarRocks has no table {Table}, or the user {_settings.Username} may not see it.",
        "Create it or grant INSERT on it; names are case-sensitive.");

    // Who lets no questions through may still take loads: an FE before 3.2 does not know the API at all.
    private TableFinding Refusal(string message)
    {
        var what = $"StarRocks refuses to describe {Table}, so its columns cannot be compared with what is sent: {message}";
        return KnownFailure.In(message) switch
        {
            { Verdict: FailureVerdict.Stop } known => new TableFinding(FindingKind.Fails, what, known.Remedy),
            { } known => Passing(what, known.Remedy),
            null => new TableFinding(FindingKind.Warns, what, "See to it that the FEs answer the HTTP SQL API (3.2 and later)."),
        };
    }
}
