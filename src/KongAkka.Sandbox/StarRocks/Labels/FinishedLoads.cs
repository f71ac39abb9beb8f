using System.Data.Common;
using System.Globalization;
using KongAkka.Sandbox.StarRocks.Storage;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks.Labels;

/// <summary>Keeps the labels of visible loads beside their rows, in the same transaction, so that a restart on the same files still knows them.</summary>
internal sealed class FinishedLoads
{
    private readonly bool _durable;

    public FinishedLoads(RowStore store, LabelRegistry labels, EmbeddedStarRocksOptions options)
    {
        _durable = options.DataDirectory is not null;
        if (!_durable) return;
        using var lease = store.Rent();
        var oldest = (options.TimeProvider.GetUtcNow() - Longer(options.LabelRetention.Age, options.HistoryRetention.Age)).ToUnixTimeMilliseconds();
        lease.Execute(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM {InformationSchema.StoredName}.finished_loads WHERE FINISHED_AT < {oldest}"));
        using var command = lease.Connection.CreateCommand();
        command.CommandText = $"""
            SELECT DB_NAME, LABEL, TXN_ID, FINISHED_AT, coalesce(TABLE_NAME, ''), coalesce(BEGUN_AT, FINISHED_AT), coalesce(LOADED_ROWS, 0), coalesce(LOADED_BYTES, 0), coalesce(LOAD_TYPE, {SqlText.Literal(LoadTransaction.StreamLoad)})
            FROM {InformationSchema.StoredName}.finished_loads ORDER BY TXN_ID
            """;
        using var reader = command.ExecuteReader();
        while (reader.Read()) labels.Restore(Read(reader));
    }

    /// <summary>The statement to run in the transaction of a load's rows; null when nothing outlives the process.</summary>
    public string? Entry(LoadTransaction load, DateTimeOffset now) => _durable
        ? string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO {InformationSchema.StoredName}.finished_loads (DB_NAME, LABEL, TXN_ID, FINISHED_AT, TABLE_NAME, BEGUN_AT, LOADED_ROWS, LOADED_BYTES, LOAD_TYPE)
            VALUES ({SqlText.Literal(load.Database)}, {SqlText.Literal(load.Label)}, {load.Id}, {now.ToUnixTimeMilliseconds()}, {SqlText.Literal(load.Table)},
                {load.BegunAt.ToUnixTimeMilliseconds()}, {load.Figures.Rows}, {load.Figures.Bytes}, {SqlText.Literal(load.Type)})
            """)
        : null;

    private static LoadTransaction Read(DbDataReader reader)
    {
        var finished = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3));
        return new LoadTransaction(reader.GetInt64(2), reader.GetString(0), reader.GetString(1), LoadState.Visible, "", finished, finished)
        {
            Table = reader.GetString(4),
            Type = reader.GetString(8),
            BegunAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)),
            CommittedAt = finished,
            Figures = new LoadFigures(reader.GetInt64(6), 0, reader.GetInt64(7)),
        };
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
