using KongAkka.Sandbox.Proving;
using KongAkka.Sandbox.Traffic;
using KongAkka.ServerTests.Databases;
using MySqlConnector;

namespace KongAkka.ServerTests.Sql;

/// <summary>The article's table in MariaDB.</summary>
internal static class AccessLogTable
{
    public const string Name = "KONG_ACCESS_LOG";

    public static Task CreateAsync(RealMariaDb server, string database) => server.ExecuteAsync($"""
        CREATE TABLE {database}.{Name} (log_time DATETIME, stream VARCHAR(20), client_ip VARCHAR(45), response_time DOUBLE, host_domain VARCHAR(255),
        request_url VARCHAR(1000), status_code INT, project_name VARCHAR(100), original_message MEDIUMTEXT) CHARACTER SET utf8mb4
        """);

    /// <summary>Compares the table value by value with the rows that must be in it.</summary>
    public static async Task<TableFindings> CompareAsync(RealMariaDb server, string database, TrafficPlan plan, ExpectedRows expected)
    {
        var comparison = new TableComparison(plan.Run, expected);
        await using var connection = await server.ConnectAsync();
        await using var command = new MySqlCommand(
            $"SELECT DATE_FORMAT(log_time, '%Y-%m-%d %H:%i:%s'), {string.Join(", ", AccessLogRow.ColumnNames.Skip(1))} FROM {database}.{Name}", connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) comparison.Take(Row(reader));
        return comparison.Finish();
    }

    private static AccessLogRow Row(MySqlDataReader reader)
    {
        var row = new AccessLogRow
        {
            ResponseTime = reader.IsDBNull(3) ? null : reader.GetDouble(3),
            StatusCode = reader.IsDBNull(6) ? null : reader.GetInt32(6),
        };
        Utf8Text?[] texts = [row.LogTime, row.Stream, row.ClientIp, null, row.HostDomain, row.RequestUrl, null, row.ProjectName, row.OriginalMessage];
        for (var i = 0; i < texts.Length; i++)
        {
            if (texts[i] is not { } text) continue;
            if (reader.IsDBNull(i)) text.SetNull();
            else text.Clear().Add(reader.GetString(i));
        }

        return row;
    }
}
