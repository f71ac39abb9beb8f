using System.Data;
using System.Globalization;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.Sinks.Tables;
using MySqlConnector;

namespace KongAkka.Pipeline.Sql.Inserting;

/// <summary>
/// MySQL and MariaDB: a load is one transaction, and its label is a row that the same transaction writes first. An attempt that is still under way somewhere holds that row, so that
/// another one waits for its end: sending again is always safe.
/// </summary>
/// <param name="settings">The table.</param>
/// <param name="columns">Its columns, for the statements.</param>
internal sealed class TransactionalInserts(MysqlSettings settings, string columns) : IInserts
{
    // Larger statements save nothing that can be measured, and cost memory three times over.
    private const long StatementBytes = 1 << 20;

    // The head of a statement, and what the protocol adds.
    private const int Spare = 4096;

    private readonly int _seconds = (int)Math.Ceiling(settings.LoadTimeout.TotalSeconds);
    private readonly LoadsTable _loads = new(settings);

    private string Values => $"INTO {SqlLiteral.Name(settings.Database, settings.Table)} ({columns}) VALUES ";

    public string? Oversize(LoadBatch batch, long maxPacket) => Statements.LargestChunk(batch.Body) is var bytes && bytes + Spare > maxPacket
        ? $"The load has {bytes} bytes in one piece, and the server takes {maxPacket} (max_allowed_packet)."
        : null;

    public async Task<long?> LoadAsync(MySqlConnection connection, string label, LoadBatch batch, long maxPacket, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (!await ClaimAsync(transaction, label, batch.Rows, cancellation).ConfigureAwait(false)) return null;
            var rows = await InsertAsync(transaction, batch, maxPacket, cancellation).ConfigureAwait(false);
            // Whatever else changed the number (a trigger, a view), the load is not in the table as it was sent.
            if (rows == batch.Rows) await transaction.CommitAsync(cancellation).ConfigureAwait(false);
            return rows;
        }
    }

    /// <summary>
    /// With IGNORE a server adjusts or leaves out what it would refuse and gives a warning for each. They are counted, and all of it is rolled back.
    /// </summary>
    public async Task<long?> CountRefusedAsync(MySqlConnection connection, string label, LoadBatch batch, long maxPacket, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            long warnings = 0;
            foreach (var statement in Statements.Cut("INSERT IGNORE " + Values, batch.Body, Math.Min(StatementBytes, maxPacket - Spare)))
            {
                using var insert = Command(statement, transaction);
                await insert.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
                using var count = Command("SELECT @@warning_count", transaction);
                warnings += Convert.ToInt64(await count.ExecuteScalarAsync(cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture);
            }

            await transaction.RollbackAsync(cancellation).ConfigureAwait(false);
            return Math.Min(warnings, batch.Rows);
        }
    }

    public async Task<LoadState> FindAsync(MySqlConnection connection, string label, CancellationToken cancellation)
    {
        var rows = await Question.AskAsync(connection, $"SELECT 1 FROM {_loads.Name} WHERE label = {SqlLiteral.Text(label)}", cancellation).ConfigureAwait(false);
        return rows.Count > 0 ? LoadState.Visible : LoadState.Unknown;
    }

    // What is under way holds the row of the label: sending again waits for its end.
    public Task CancelAsync(MySqlConnection connection, string label, CancellationToken cancellation) => Task.CompletedTask;

    // Labels leave the table by their age alone.
    public Task<long?> CountFinishedAsync(MySqlConnection connection, TimeSpan age, CancellationToken cancellation) => Task.FromResult<long?>(0);

    private async Task<bool> ClaimAsync(MySqlTransaction transaction, string label, int rows, CancellationToken cancellation)
    {
        try
        {
            using var claim = Command(_loads.Claim(label, rows), transaction);
            await claim.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            return true;
        }
        catch (MySqlException e) when (e.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
        {
            return false;
        }
    }

    private async Task<long> InsertAsync(MySqlTransaction transaction, LoadBatch batch, long maxPacket, CancellationToken cancellation)
    {
        long rows = 0;
        foreach (var statement in Statements.Cut("INSERT " + Values, batch.Body, Math.Min(StatementBytes, maxPacket - Spare)))
        {
            using var insert = Command(statement, transaction);
            rows += await insert.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            CrashPoints.Reach(CrashPoint.DuringBody);
        }

        return rows;
    }

    private MySqlCommand Command(string sql, MySqlTransaction transaction) => new(sql, transaction.Connection, transaction) { CommandTimeout = _seconds };
}
