using System.Globalization;
using KongAkka.Pipeline.Sinks.Tables;
using MySqlConnector;

namespace KongAkka.Pipeline.Sql.Inserting;

/// <summary>The table that remembers the labels of finished loads, beside the one that is filled: both change in one transaction.</summary>
/// <param name="settings">Where it is and how long labels stay.</param>
internal sealed class LoadsTable(MysqlSettings settings)
{
    // Few at a time: the deletion must not hold up loads.
    private const int MostDeleted = 1000;

    /// <summary>Its full name.</summary>
    public string Name { get; } = SqlLiteral.Name(settings.Database, settings.LoadsTable);

    /// <summary>The statement that makes it.</summary>
    public string Ddl =>
        $"CREATE TABLE IF NOT EXISTS {Name} (label VARCHAR(64) CHARACTER SET ascii NOT NULL PRIMARY KEY, target VARCHAR(64) NOT NULL, row_count INT NOT NULL, "
        + "loaded_at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), KEY loaded_at (loaded_at)) ENGINE = InnoDB";

    /// <summary>Makes it unless it is there, and deletes labels that are old enough.</summary>
    public async Task PrepareAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        if (!await IsThereAsync(connection, cancellation).ConfigureAwait(false)) await RunAsync(connection, Ddl, cancellation).ConfigureAwait(false);
        var seconds = ((long)settings.LabelKeepTime.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await RunAsync(connection, $"DELETE FROM {Name} WHERE loaded_at < CURRENT_TIMESTAMP - INTERVAL {seconds} SECOND LIMIT {MostDeleted}", cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether it is there.</summary>
    public async Task<bool> IsThereAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        var rows = await Question.AskAsync(
            connection,
            $"SELECT 1 FROM information_schema.tables WHERE table_schema = {SqlLiteral.Text(settings.Database)} AND table_name = {SqlLiteral.Text(settings.LoadsTable)}",
            cancellation).ConfigureAwait(false);
        return rows.Count > 0;
    }

    private static async Task RunAsync(MySqlConnection connection, string sql, CancellationToken cancellation)
    {
        using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
