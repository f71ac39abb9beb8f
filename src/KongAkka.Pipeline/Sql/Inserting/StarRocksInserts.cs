using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.StarRocks.Loading;
using MySqlConnector;

namespace KongAkka.Pipeline.Sql.Inserting;

/// <summary>StarRocks: a load is one <c>INSERT INTO … WITH LABEL</c>, which it takes once for a label as it does with Stream Load.</summary>
/// <param name="settings">The table.</param>
/// <param name="columns">Its columns, for the statement.</param>
internal sealed class StarRocksInserts(MysqlSettings settings, string columns) : IInserts
{
    // The head of the statement, and what the protocol adds.
    private const int Spare = 4096;

    private readonly int _seconds = (int)Math.Ceiling(settings.LoadTimeout.TotalSeconds);

    public string? Oversize(LoadBatch batch, long maxPacket)
    {
        if (batch.Rows > settings.MaxStatementRows) return $"The load has {batch.Rows} rows, and StarRocks takes {settings.MaxStatementRows} in one statement (sink.mysql.max-statement-rows).";
        return batch.Body.Length + Spare > maxPacket ? $"The load has {batch.Body.Length} bytes, and StarRocks takes {maxPacket} in one statement (max_allowed_packet)." : null;
    }

    public async Task<long?> LoadAsync(MySqlConnection connection, string label, LoadBatch batch, long maxPacket, CancellationToken cancellation)
    {
        var head = $"INSERT INTO {SqlLiteral.Name(settings.Database, settings.Table)} WITH LABEL {label} ({columns}) VALUES ";
        using var command = Command(Statements.Cut(head, batch.Body, long.MaxValue).Single(), connection);
        return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    public Task<long?> CountRefusedAsync(MySqlConnection connection, string label, LoadBatch batch, long maxPacket, CancellationToken cancellation) =>
        History(connection).CountAsync($"SELECT FILTERED_ROWS FROM information_schema.loads WHERE LABEL = {SqlLiteral.Text(label)} AND FILTERED_ROWS > 0 LIMIT 1", cancellation);

    public Task<LoadState> FindAsync(MySqlConnection connection, string label, CancellationToken cancellation) => History(connection).FindAsync(label, cancellation);

    public async Task CancelAsync(MySqlConnection connection, string label, CancellationToken cancellation)
    {
        using var command = Command($"CANCEL LOAD FROM {SqlLiteral.Name(settings.Database)} WHERE LABEL = {SqlLiteral.Text(label)}", connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    public Task<long?> CountFinishedAsync(MySqlConnection connection, TimeSpan age, CancellationToken cancellation) => History(connection).CountFinishedAsync(age, cancellation);

    private LoadHistory History(MySqlConnection connection) => new((sql, cancellation) => Question.TryAskAsync(connection, sql, cancellation), settings.Database);

    private MySqlCommand Command(string sql, MySqlConnection connection) => new(sql, connection) { CommandTimeout = _seconds };
}
