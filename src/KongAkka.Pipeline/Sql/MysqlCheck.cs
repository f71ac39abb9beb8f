using KongAkka.Parsing;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.Sql.Connecting;
using KongAkka.Pipeline.StarRocks.Checking;

namespace KongAkka.Pipeline.Sql;

/// <summary>Looks whether a table can take what a rule fills, over the MySQL protocol, and changes nothing.</summary>
/// <param name="settings">The table.</param>
/// <param name="time">What StarRocks' clock is compared with; the system's time by default.</param>
public sealed class MysqlCheck(MysqlSettings settings, TimeProvider? time = null) : IDisposable
{
    private readonly MysqlTableReader _reader = new(settings, new MysqlServer(settings), time ?? TimeProvider.System, keepsLabels: false);

    /// <summary>Looks at the table and, in StarRocks, at its model, the clock, the session's variables and the right to insert.</summary>
    /// <param name="schema">The columns that the rule fills.</param>
    /// <param name="cancellation">Abandons it.</param>
    /// <returns>What was found; empty when the table takes everything.</returns>
    public async Task<IReadOnlyList<TableFinding>> FindAsync(RowSchema schema, CancellationToken cancellation)
    {
        var reading = await _reader.ReadAsync(schema, cancellation).ConfigureAwait(false);
        return reading.Columns is null ? reading.Findings : [.. reading.Findings, .. await _reader.LookAtStarRocksAsync(schema, cancellation).ConfigureAwait(false)];
    }

    /// <summary>Asks how long labels are kept.</summary>
    /// <param name="cancellation">Abandons it.</param>
    /// <returns>StarRocks' limits, unknown ones where it does not tell; null for MySQL and MariaDB, where <see cref="MysqlSettings.LoadsTable"/> keeps them.</returns>
    public Task<LabelLimits?> ReadLabelLimitsAsync(CancellationToken cancellation) => _reader.ReadLabelLimitsAsync(cancellation);

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}
