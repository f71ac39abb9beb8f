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
        var oldest = (options.TimeProvider.GetUtcNow() - options.LabelRetention.Age).ToUnixTimeMilliseconds();
        lease.Execute(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM {InformationSchema.StoredName}.finished_loads WHERE FINISHED_AT < {oldest}"));
        using var command = lease.Connection.CreateCommand();
        command.CommandText = $"SELECT DB_NAME, LABEL, TXN_ID, FINISHED_AT FROM {InformationSchema.StoredName}.finished_loads ORDER BY TXN_ID";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var finished = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3));
            labels.Restore(new LoadTransaction(reader.GetInt64(2), reader.GetString(0), reader.GetString(1), LoadState.Visible, "", finished, finished));
        }
    }

    /// <summary>The statement to run in the transaction of a load's rows; null when nothing outlives the process.</summary>
    public string? Entry(LoadTransaction load, DateTimeOffset now) => _durable
        ? string.Create(CultureInfo.InvariantCulture, $"INSERT INTO {InformationSchema.StoredName}.finished_loads VALUES ({SqlText.Literal(load.Database)}, {SqlText.Literal(load.Label)}, {load.Id}, {now.ToUnixTimeMilliseconds()})")
        : null;
}
