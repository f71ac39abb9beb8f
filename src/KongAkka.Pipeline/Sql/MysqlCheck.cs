using KongAkka.Parsing;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.Sql.Connecting;

namespace KongAkka.Pipeline.Sql;

/// <summary>Looks whether a table can take what a rule fills, over the MySQL protocol, and changes nothing.</summary>
/// <param name="settings">The table.</param>
public sealed class MysqlCheck(MysqlSettings settings) : IDisposable
{
    private readonly MysqlTableReader _reader = new(settings, new MysqlServer(settings.ConnectionString), keepsLabels: false);

    /// <summary>Looks at the table.</summary>
    /// <param name="schema">The columns that the rule fills.</param>
    /// <param name="cancellation">Abandons it.</param>
    /// <returns>What was found; empty when the table takes everything.</returns>
    public async Task<IReadOnlyList<TableFinding>> FindAsync(RowSchema schema, CancellationToken cancellation) =>
        (await _reader.ReadAsync(schema, cancellation).ConfigureAwait(false)).Findings;

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}
