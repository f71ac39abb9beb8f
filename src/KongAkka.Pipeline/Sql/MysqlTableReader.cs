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
    private readonly TransactionLook _transactions;
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
        _transactions = new TransactionLook(settings, keepsLabels);
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
        if (!IsStarRocks) findings = [.. findings, .. await _transactions.FindAsync(connection, schema, cancellation).ConfigureAwait(false)];
        return new TableReading(findings) { Columns = columns };
    }

    private TableFinding Missing() => new(
        FindingKind.Fails, $"The server has no table {Table}, or the user may not see it.", "Create it or grant INSERT and SELECT on it; names may be case-sensitive.");

    private TableFinding Failed(ServerFailure failure)
    {
        var known = InsertFailure.Of(failure, _server.Facts?.Dialect);
        var kind = known is null or { Verdict: FailureVerdict.Stop or FailureVerdict.RowsRefused } ? FindingKind.Fails : FindingKind.Unavailable;
        return new TableFinding(kind, $"{Table} cannot be looked at. {failure}", known?.Remedy ?? "Mend what the server complains of and start the job again.");
    }
}
