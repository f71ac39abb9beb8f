using KongAkka.Parsing;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.Sql.Inserting;
using KongAkka.Pipeline.StarRocks.Checking;
using KongAkka.Pipeline.StarRocks.Loading;
using MySqlConnector;

namespace KongAkka.Pipeline.Sql.Checking;

/// <summary>
/// Looks over a query connection at what matters to INSERTs into StarRocks beside the columns: the table's model, the FE's clock, the session's variables and the right to insert.
/// What may not be asked is not known, and no finding. Nothing is changed, and no transaction begins.
/// </summary>
/// <param name="settings">The table.</param>
/// <param name="time">What the FE's clock is compared with.</param>
internal sealed class StarRocksLook(MysqlSettings settings, TimeProvider time)
{
    private const string Section = "sink.mysql";

    /// <summary>Looks at all of it.</summary>
    /// <param name="connection">A connection to StarRocks.</param>
    /// <param name="schema">The columns that the rule fills.</param>
    /// <param name="cancellation">Abandons it.</param>
    /// <exception cref="MySqlException">There is no answer.</exception>
    public async Task<IReadOnlyList<TableFinding>> FindAsync(MySqlConnection connection, RowSchema schema, CancellationToken cancellation)
    {
        var model = await AskAsync(connection, TableModel.Query(settings.Database, settings.Table), cancellation).ConfigureAwait(false);
        var before = time.GetUtcNow();
        var clock = await AskAsync(connection, ClockSkew.Query, cancellation).ConfigureAwait(false);
        var after = time.GetUtcNow();
        var session = await AskAsync(connection, SessionCheck.Query, cancellation).ConfigureAwait(false);
        // A plan is made of a statement, and nothing run, by those alone who may run it.
        var right = await AskAsync(connection, $"EXPLAIN {Statements.OfNulls(settings.Database, settings.Table, schema)}", cancellation).ConfigureAwait(false);
        TableFinding?[] single =
        [
            TableModel.Find(model),
            clock is SqlAnswer.Rows { Values: [[var told, ..]] } ? ClockSkew.Find(connection.DataSource, told, before, after) : null,
            MissingRight(right),
        ];
        return [.. single.OfType<TableFinding>(), .. SessionCheck.Find(session, settings.LoadTimeout)];
    }

    /// <summary>Asks how long labels are kept.</summary>
    /// <param name="connection">A connection to StarRocks.</param>
    /// <param name="cancellation">Abandons it.</param>
    /// <exception cref="MySqlException">There is no answer.</exception>
    public static async Task<LabelLimits> ReadLabelLimitsAsync(MySqlConnection connection, CancellationToken cancellation) =>
        await AskAsync(connection, LabelLimits.Query, cancellation).ConfigureAwait(false) is SqlAnswer.Rows rows ? LabelLimits.Read(rows.Values) : LabelLimits.Unknown;

    /// <summary>Where the settings trust labels for longer than the FEs keep them.</summary>
    /// <param name="limits">What the FEs say.</param>
    public IEnumerable<TableFinding> Compare(LabelLimits limits) => limits.Compare(settings.Labels, Section);

    private static Task<SqlAnswer> AskAsync(MySqlConnection connection, string sql, CancellationToken cancellation) => Question.TryAskAsync(connection, sql, cancellation);

    private TableFinding? MissingRight(SqlAnswer answer) => answer is SqlAnswer.Refused refused && KnownFailure.In(refused.Message) is { Remedy: KnownFailure.PermissionRemedy } known
        ? new TableFinding(FindingKind.Fails, $"The user may not insert into {settings.Database}.{settings.Table}: {refused.Message}", known.RemedyIn(Section))
        : null;
}
