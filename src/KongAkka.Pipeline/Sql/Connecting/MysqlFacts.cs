using System.Globalization;
using MySqlConnector;

namespace KongAkka.Pipeline.Sql.Connecting;

/// <summary>What a server tells about itself.</summary>
/// <param name="Dialect">What it is.</param>
/// <param name="Version">Its version.</param>
/// <param name="MaxPacket">The most bytes of one statement (<c>max_allowed_packet</c>).</param>
internal sealed record MysqlFacts(MysqlDialect Dialect, string Version, long MaxPacket)
{
    /// <summary>Asks.</summary>
    public static async Task<MysqlFacts> ReadAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        var version = await StarRocksVersionAsync(connection, cancellation).ConfigureAwait(false);
        using var command = new MySqlCommand("SELECT @@max_allowed_packet", connection);
        var packet = Convert.ToInt64(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture);
        return version is null ? new MysqlFacts(MysqlDialect.Mysql, connection.ServerVersion, packet) : new MysqlFacts(MysqlDialect.StarRocks, version, packet);
    }

    // StarRocks calls itself MySQL 8.0 in its greeting; only it has the function.
    private static async Task<string?> StarRocksVersionAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        try
        {
            using var command = new MySqlCommand("SELECT current_version()", connection);
            return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) as string ?? "";
        }
        catch (MySqlException e) when (e.SqlState is not null && e.ErrorCode is MySqlErrorCode.StoredProcedureDoesNotExist or MySqlErrorCode.NoDatabaseSelected or MySqlErrorCode.ParseError or (MySqlErrorCode)1370)
        {
            return null;
        }
    }
}
