using System.Globalization;
using MySqlConnector;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>Tests that speak the MySQL protocol.</summary>
public abstract class MysqlTest : StarRocksTest
{
    private protected const string Table = "quickstart.kong_log_events";

    private protected string Address => $"Server=127.0.0.1;Port={Server.QueryEndPoint.Port};User ID=root;Pooling=false;SslMode=None;Connection Timeout=120;Default Command Timeout=120";

    private protected async Task<MySqlConnection> OpenAsync(string more = "Database=quickstart")
    {
        var connection = new MySqlConnection($"{Address};{more}");
        await connection.OpenAsync();
        return connection;
    }

    private protected static async Task<int> ExecuteAsync(MySqlConnection connection, string sql)
    {
        await using var command = new MySqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    private protected static async Task<string?> ScalarAsync(MySqlConnection connection, string sql)
    {
        await using var command = new MySqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private protected static async Task<List<object?[]>> RowsAsync(MySqlConnection connection, string sql)
    {
        await using var command = new MySqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column))]);
        return rows;
    }

    private protected static Task<MySqlException> RefusedAsync(MySqlConnection connection, string sql) =>
        Assert.ThrowsAsync<MySqlException>(() => ExecuteAsync(connection, sql));

    private protected static string Insert(string label, string values = "('2026-11-20 10:00:00', 's', 'm')") =>
        $"INSERT INTO {Table} WITH LABEL {label} (time, stream, message) VALUES {values}";

    private protected async Task<long> CountAsync() => Convert.ToInt64((await Server.QueryAsync($"SELECT count(*) FROM {Table}")).Single()[0], CultureInfo.InvariantCulture);
}
