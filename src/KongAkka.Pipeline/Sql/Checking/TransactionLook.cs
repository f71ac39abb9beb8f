using KongAkka.Parsing;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.Sql.Inserting;
using MySqlConnector;

namespace KongAkka.Pipeline.Sql.Checking;

/// <summary>
/// Looks at what a load into MySQL or MariaDB needs beside the table's columns: that both tables know transactions, that the label of a load is unique, and the rights.
/// </summary>
/// <param name="settings">The table.</param>
/// <param name="keepsLabels">Whether each look makes the table of labels when it is missing, and deletes old labels; otherwise nothing is changed.</param>
internal sealed class TransactionLook(MysqlSettings settings, bool keepsLabels)
{
    private readonly LoadsTable _loads = new(settings);

    /// <summary>Looks at all of it.</summary>
    /// <param name="connection">A connection to the server.</param>
    /// <param name="schema">The columns that the rule fills.</param>
    /// <param name="cancellation">Abandons it.</param>
    /// <exception cref="MySqlException">There is no answer, or a table of labels cannot be made.</exception>
    public async Task<IReadOnlyList<TableFinding>> FindAsync(MySqlConnection connection, RowSchema schema, CancellationToken cancellation)
    {
        List<TableFinding?> findings = [await EngineAsync(connection, settings.Table, cancellation).ConfigureAwait(false)];
        if (await TextAsync(connection, "SELECT @@innodb_flush_log_at_trx_commit", cancellation).ConfigureAwait(false) is { } flush and not "1")
            findings.Add(new TableFinding(FindingKind.Warns, $"The server's innodb_flush_log_at_trx_commit is {flush}: a power cut there may take loads back that were committed.", "Set it to 1."));
        findings.Add(await MissingRightAsync(connection, Statements.OfNulls(settings.Database, settings.Table, schema), cancellation).ConfigureAwait(false));
        if (keepsLabels) await _loads.MakeAsync(connection, cancellation).ConfigureAwait(false);
        findings.AddRange(await LookAtLoadsAsync(connection, cancellation).ConfigureAwait(false));
        if (keepsLabels && findings.TrueForAll(f => f is null or { Kind: not FindingKind.Fails })) await _loads.DeleteOldAsync(connection, cancellation).ConfigureAwait(false);
        return [.. findings.OfType<TableFinding>()];
    }

    private async Task<IReadOnlyList<TableFinding?>> LookAtLoadsAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        if (!await _loads.IsThereAsync(connection, cancellation).ConfigureAwait(false))
            return [new TableFinding(FindingKind.Warns, $"{_loads.Name} is not there yet: the first start makes it, which takes the right CREATE.", $"Or make it yourself: {_loads.Ddl}.")];
        return
        [
            await EngineAsync(connection, settings.LoadsTable, cancellation).ConfigureAwait(false),
            await TextAsync(connection, $"SELECT 1 FROM information_schema.statistics WHERE {Where(settings.LoadsTable)} AND non_unique = 0 GROUP BY index_name HAVING COUNT(*) = 1 AND MIN(column_name) = 'label'", cancellation).ConfigureAwait(false) is null
                ? new TableFinding(FindingKind.Fails, $"{_loads.Name} has no unique key of its column label alone: a load that is sent twice would be in the table twice.", $"Make it anew while no load is open: {_loads.Ddl}.")
                : null,
            await TextAsync(connection, $"SELECT 1 FROM information_schema.columns WHERE {Where(settings.LoadsTable)} AND column_name = 'kept_until'", cancellation).ConfigureAwait(false) is null
                ? new TableFinding(FindingKind.Fails, $"{_loads.Name} has no column kept_until.", $"Make it anew while no load is open: {_loads.Ddl}.")
                : null,
            await MissingRightAsync(connection, _loads.Claim("kk", 0), cancellation).ConfigureAwait(false),
            await MissingRightAsync(connection, $"DELETE FROM {_loads.Name} WHERE label = ''", cancellation).ConfigureAwait(false),
        ];
    }

    private async Task<TableFinding?> EngineAsync(MySqlConnection connection, string table, CancellationToken cancellation)
    {
        var engine = await TextAsync(connection, $"SELECT engine FROM information_schema.tables WHERE {Where(table)}", cancellation).ConfigureAwait(false);
        if (engine is null || await TextAsync(connection, $"SELECT transactions FROM information_schema.engines WHERE engine = {SqlLiteral.Text(engine)}", cancellation).ConfigureAwait(false) is null or "YES") return null;
        return new TableFinding(FindingKind.Fails, $"{settings.Database}.{table} is a table of engine {engine}, which knows no transactions.", $"ALTER TABLE {settings.Database}.{table} ENGINE = InnoDB.");
    }

    // A plan is made of a statement, and nothing run, by those alone who may run it. Whatever else it is refused for is not about rights.
    private static async Task<TableFinding?> MissingRightAsync(MySqlConnection connection, string statement, CancellationToken cancellation)
    {
        try
        {
            await Question.AskAsync(connection, $"EXPLAIN {statement}", cancellation).ConfigureAwait(false);
            return null;
        }
        catch (MySqlException e) when (e.ErrorCode is MySqlErrorCode.TableAccessDenied or MySqlErrorCode.ColumnAccessDenied or MySqlErrorCode.DatabaseAccessDenied)
        {
            return new TableFinding(FindingKind.Fails, $"The user may not do all that a load needs: {FailureWords.Of(e)}", InsertFailure.RightsRemedy);
        }
        catch (MySqlException e) when (e.SqlState is not null)
        {
            return null;
        }
    }

    private string Where(string table) => $"table_schema = {SqlLiteral.Text(settings.Database)} AND table_name = {SqlLiteral.Text(table)}";

    private static async Task<string?> TextAsync(MySqlConnection connection, string question, CancellationToken cancellation) =>
        await Question.AskAsync(connection, question, cancellation).ConfigureAwait(false) is [[var text, ..], ..] ? text : null;
}
