using System.Diagnostics;
using Npgsql;

namespace KongAkka.ServerTests.Databases;

/// <summary>A PostgreSQL server, run by the given programs in a temporary folder, with databases of their own for each test.</summary>
public sealed class RealPostgres : IAsyncLifetime
{
    /// <summary>The environment variable that names the folder of <c>initdb</c> and <c>postgres</c>.</summary>
    public const string Variable = "KONGAKKA_TEST_POSTGRESQL";

    private readonly ServerProcess? _server;
    private int _databases;

    public RealPostgres()
    {
        if (Programs is null) return;
        _server = new ServerProcess("postgres", server =>
            Start("postgres", "-D", $"{server.Folder}/data", "-p", $"{server.Port}", "-h", "127.0.0.1", "-k", server.Folder));
    }

    /// <summary>The folder; null where none is given.</summary>
    public static string? Programs => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    private string Server => $"Host=127.0.0.1;Port={_server!.Port};Username=postgres;Pooling=false";

    public async Task InitializeAsync()
    {
        if (_server is null) return;
        if (Environment.UserName == "root") ServerProcess.Run("chown", "postgres", _server.Folder);
        var make = Start("initdb", "-D", $"{_server.Folder}/data", "-A", "trust", "-U", "postgres", "--no-sync");
        ServerProcess.Run(make.FileName, make.ArgumentList);
        await _server.StartAsync(() => ExecuteAsync("SELECT 1"));
    }

    public Task DisposeAsync()
    {
        _server?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>A connection string to it.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"db_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        return $"{Server};Database={name}";
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{Server};Database=postgres");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    // PostgreSQL refuses to be run by root.
    private static ProcessStartInfo Start(string program, params IEnumerable<string> arguments)
    {
        var path = Path.Combine(Programs!, program);
        return Environment.UserName == "root" ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", path, .. arguments]) : new ProcessStartInfo(path, arguments);
    }
}
