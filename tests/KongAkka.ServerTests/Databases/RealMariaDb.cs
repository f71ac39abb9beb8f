using System.Diagnostics;
using System.Globalization;
using MySqlConnector;

namespace KongAkka.ServerTests.Databases;

/// <summary>A MariaDB server, run by the given program in a temporary folder, with databases of their own for each test.</summary>
public sealed class RealMariaDb : IAsyncLifetime
{
    /// <summary>The environment variable that names <c>mariadbd</c>.</summary>
    public const string Variable = "KONGAKKA_TEST_MARIADB";

    private readonly ServerProcess? _server;
    private int _databases;

    public RealMariaDb()
    {
        if (Program is not { } program) return;
        _server = new ServerProcess("mariadb", server => new ProcessStartInfo(
            program,
            ["--no-defaults", $"--datadir={server.Folder}/data", $"--socket={server.Folder}/s", $"--port={server.Port}", "--bind-address=127.0.0.1", "--innodb-lock-wait-timeout=10", .. User]));
    }

    /// <summary>The program; null where none is given.</summary>
    public static string? Program => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } program ? program : null;

    // Root has to say so; anybody else cannot change the user.
    private static string[] User => Environment.UserName == "root" ? ["--user=root"] : [];

    private string Server => $"Server=127.0.0.1;Port={_server!.Port};User=root;SslMode=None;Pooling=false;AllowUserVariables=true";

    public async Task InitializeAsync()
    {
        if (_server is null) return;
        ServerProcess.Run("mariadb-install-db", ["--no-defaults", $"--datadir={_server.Folder}/data", "--auth-root-authentication-method=normal", "--skip-test-db", .. User]);
        await StartAsync();
    }

    public Task DisposeAsync()
    {
        _server?.Dispose();
        return Task.CompletedTask;
    }

    public Task StartAsync() => _server!.StartAsync(() => ExecuteAsync("SELECT 1"));

    /// <summary>Ends the server as kill -9 does.</summary>
    public void Kill() => _server!.Kill();

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"db_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"CREATE DATABASE {name} CHARACTER SET utf8mb4");
        return name;
    }

    /// <summary>A connection string to a database.</summary>
    public string To(string database) => $"{Server};Database={database}";

    /// <summary>The same as the article writes it.</summary>
    public string JdbcTo(string database) => $"jdbc:mysql://127.0.0.1:{_server!.Port}/{database}?useSSL=false&rewriteBatchedStatements=true&user=root";

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> NumberAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = new MySqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async Task<MySqlConnection> ConnectAsync()
    {
        var connection = new MySqlConnection(Server);
        await connection.OpenAsync();
        return connection;
    }
}
