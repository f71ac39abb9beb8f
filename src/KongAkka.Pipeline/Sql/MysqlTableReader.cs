using KongAkka.Parsing;
using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.Sql.Checking;
using KongAkka.Pipeline.Sql.Connecting;
using KongAkka.Pipeline.Sql.Inserting;
using KongAkka.Pipeline.StarRocks.Checking;
using MySqlConnector;

namespace KongAkka.Pipeline.Sql;

/// <summary>Looks at a table over the MySQL protocol, and at what loads need beside it.</summary>
internal sealed class MysqlTableReader : ITableReader
{
    private readonly MysqlSettings _settings;
    private readonly MysqlServer _server;
    private readonly bool _keepsLabels;
    private readonly LoadsTable _loads;
    private readonly StarRocksLook _look;

    /// <summary>Makes the reader.</summary>
    /// <param name="settings">The table.</param>
    /// <param name="server">The server.</param>
    /// <param name="time">What clocks are compared with.</param>
    /// <param name="keepsLabels">Whether each look makes the table of labels when it is missing, and deletes old labels; otherwise nothing is changed.</param>
    public MysqlTableReader(MysqlSettings settings, MysqlServer server, TimeProvider time, bool keepsLabels)
    {
        _settings = settings;
        _server = server;
        _keepsLabels = keepsLabels;
        _loads = new LoadsTable(settings);
        _look = new StarRocksLook(settings, time);
    }

    private string Table => $"{_settings.Database}.{_settings.Table}";

    public Task<TableReading> ReadAsync(RowSchema schema, CancellationToken cancellation) =>
        _server.AskAsync(connection => ReadAsync(connection, schema, cancellation), failure => new TableReading([Failed(failure)]), cancellation);

    public async Task<IReadOnlyList<TableFinding>> LookAroundAsync(RowSchema schema, CancellationToken cancellation) =>
        [.. await LookAtStarRocksAsync(schema, cancellation).ConfigureAwait(false), .. _look.Compare(await ReadLabelLimitsAsync(cancellation).ConfigureAwait(false) ?? LabelLimits.Unknown)];

    /// <summary>Looks at StarRocks apart from the columns and the labels; MySQL and MariaDB have nothing more to look at.</summary>
    public Task<IReadOnlyList<TableFinding>> LookAtStarRocksAsync(RowSchema schema, CancellationToken cancellation) => _server.AskAsync<IReadOnlyList<TableFinding>>(
        async connection => IsStarRocks ? await _look.FindAsync(connection, schema, cancellation).ConfigureAwait(false) : [],
        failure => [Failed(failure)],
        cancellation);

    /// <summary>Asks StarRocks how long labels are kept; null for MySQL and MariaDB, where <see cref="MysqlSettings.LoadsTable"/> keeps them.</summary>
    public Task<LabelLimits?> ReadLabelLimitsAsync(CancellationToken cancellation) => _server.AskAsync(
        async connection => IsStarRocks ? await StarRocksLook.ReadLabelLimitsAsync(connection, cancellation).ConfigureAwait(false) : null,
        _ => LabelLimits.Unknown,
        cancellation);

    public void Dispose() => _server.Dispose();

    private bool IsStarRocks => _server.Facts!.Dialect == MysqlDialect.StarRocks;

    private async Task<TableReading> ReadAsync(MySqlConnection connection, RowSchema schema, CancellationToken cancellation)
    {
        var query = IsStarRocks ? TableColumn.Query(_settings.Database, _settings.Table) : MysqlColumn.Query(_settings);
        var rows = await Question.AskAsync(connection, query, cancellation).ConfigureAwait(false);
        if (rows.Count == 0) return new TableReading([Missing()]);
        IReadOnlyList<TableColumn> columns = [.. rows.Select(row => IsStarRocks ? TableColumn.Read(row) : MysqlColumn.Read(row))];
        var findings = TableComparison.Compare(schema, columns);
        if (!IsStarRocks) findings = [.. findings, .. await LookAtServerAsync(connection, cancellation).ConfigureAwait(false)];
        return new TableReading(findings) { Columns = columns };
    }

    private async Task<IReadOnlyList<TableFinding>> LookAtServerAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        var findings = new List<TableFinding>();
        var engine = await TextAsync(connection, $"SELECT engine FROM information_schema.tables WHERE table_schema = {SqlLiteral.Text(_settings.Database)} AND table_name = {SqlLiteral.Text(_settings.Table)}", cancellation).ConfigureAwait(false);
        if (engine is not null && !await IsTransactionalAsync(connection, engine, cancellation).ConfigureAwait(false))
            findings.Add(new TableFinding(FindingKind.Fails, $"{Table} is a table of engine {engine}, which knows no transactions.", $"ALTER TABLE {Table} ENGINE = InnoDB."));
        if (await TextAsync(connection, "SELECT @@innodb_flush_log_at_trx_commit", cancellation).ConfigureAwait(false) is { } flush and not "1")
            findings.Add(new TableFinding(FindingKind.Warns, $"The server's innodb_flush_log_at_trx_commit is {flush}: a power cut there may take loads back that were committed.", "Set it to 1."));
        if (_keepsLabels) await _loads.PrepareAsync(connection, cancellation).ConfigureAwait(false);
        else if (!await _loads.IsThereAsync(connection, cancellation).ConfigureAwait(false))
            findings.Add(new TableFinding(FindingKind.Warns, $"{_loads.Name} is not there yet: the first start makes it, which takes the right CREATE.", $"Or make it yourself: {_loads.Ddl}."));
        return findings;
    }

    private static async Task<bool> IsTransactionalAsync(MySqlConnection connection, string engine, CancellationToken cancellation) =>
        await TextAsync(connection, $"SELECT transactions FROM information_schema.engines WHERE engine = {SqlLiteral.Text(engine)}", cancellation).ConfigureAwait(false) is null or "YES";

    private static async Task<string?> TextAsync(MySqlConnection connection, string question, CancellationToken cancellation) =>
        await Question.AskAsync(connection, question, cancellation).ConfigureAwait(false) is [[var text, ..], ..] ? text : null;

    private TableFinding Missing() => new(
        FindingKind.Fails, $"The server has no table {Table}, or the user may not see it.", "Create it or grant INSERT and SELECT on it; names may be case-sensitive.");

    private TableFinding Failed(ServerFailure failure)
    {
        var known = InsertFailure.Of(failure, _server.Facts?.Dialect);
        var kind = known is null or { Verdict: FailureVerdict.Stop or FailureVerdict.RowsRefused } ? FindingKind.Fails : FindingKind.Unavailable;
        return new TableFinding(kind, $"{Table} cannot be looked at. {failure}", known?.Remedy ?? "Mend what the server complains of and start the job again.");
    }
}
