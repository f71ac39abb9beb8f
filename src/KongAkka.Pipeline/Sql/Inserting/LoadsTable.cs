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
        + "loaded_at DATETIME(3) NOT NULL, kept_until DATETIME(3) NOT NULL, KEY kept_until (kept_until)) ENGINE = InnoDB";

    /// <summary>The statement that adds a label. It says itself how long it stays: jobs that share the table may trust theirs for different times.</summary>
    /// <param name="label">The label.</param>
    /// <param name="rows">The rows of the load.</param>
    public string Claim(string label, int rows) => string.Create(
        CultureInfo.InvariantCulture,
        $"INSERT INTO {Name} (label, target, row_count, loaded_at, kept_until) VALUES ({SqlLiteral.Text(label)}, {SqlLiteral.Text(settings.Table)}, {rows}, CURRENT_TIMESTAMP(3), CURRENT_TIMESTAMP(3) + INTERVAL {(long)settings.LabelKeepTime.TotalSeconds} SECOND)");

    /// <summary>Makes it unless it is there.</summary>
    public async Task MakeAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        if (!await IsThereAsync(connection, cancellation).ConfigureAwait(false)) await RunAsync(connection, Ddl, cancellation).ConfigureAwait(false);
    }

    /// <summary>Deletes labels that are old enough, some of them where there are many.</summary>
    public Task DeleteOldAsync(MySqlConnection connection, CancellationToken cancellation) =>
        RunAsync(connection, $"DELETE FROM {Name} WHERE kept_until < CURRENT_TIMESTAMP(3) LIMIT {MostDeleted}", cancellation);

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
