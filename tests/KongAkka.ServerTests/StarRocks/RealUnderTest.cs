using MySqlConnector;

namespace KongAkka.ServerTests.StarRocks;

/// <summary>A real StarRocks, in a database of its own that is dropped at the end.</summary>
internal sealed class RealUnderTest : IStarRocksUnderTest
{
    /// <summary>The environment variable that names it: <c>http://user:password@fe:8030</c>; the MySQL protocol is looked for on port 9030 of the same host.</summary>
    public const string Variable = "KONGAKKA_TEST_STARROCKS";

    private const int QueryPort = 9030;

    private RealUnderTest(Uri address)
    {
        var credentials = address.UserInfo.Split(':', 2);
        (User, Password) = (Uri.UnescapeDataString(credentials[0]), credentials.Length > 1 ? Uri.UnescapeDataString(credentials[1]) : "");
        LoadUrl = new UriBuilder(address) { UserName = "", Password = "" }.Uri;
        ConnectionString = new MySqlConnectionStringBuilder
        {
            Server = address.Host,
            Port = QueryPort,
            UserID = User,
            Password = Password,
            SslMode = MySqlSslMode.None,
            Pooling = false,
            ConnectionReset = false,
        }.ConnectionString;
    }

    /// <summary>The address; null where none is given.</summary>
    public static string? Address => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address ? address : null;

    public Uri LoadUrl { get; }

    public string ConnectionString { get; }

    public string User { get; }

    public string Password { get; }

    public string Database { get; } = $"kongakka_contract_{Guid.NewGuid():N}";

    public static async Task<IStarRocksUnderTest> StartAsync()
    {
        var server = new RealUnderTest(new Uri(Address!));
        await server.RunAsync($"CREATE DATABASE {server.Database}");
        await server.RunAsync($"""
            CREATE TABLE {server.Database}.t (log_time DATETIME NULL, name VARCHAR(5) NULL, size INT NULL, share DOUBLE NULL, text VARCHAR(65533) NULL)
            DUPLICATE KEY (log_time) DISTRIBUTED BY RANDOM PROPERTIES ("replication_num" = "1")
            """);
        return server;
    }

    public async ValueTask DisposeAsync() => await RunAsync($"DROP DATABASE {Database} FORCE");

    private async Task RunAsync(string sql)
    {
        await using var connection = new MySqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
