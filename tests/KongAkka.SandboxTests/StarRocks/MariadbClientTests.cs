using System.Diagnostics;
using KongAkka.Sandbox.Kafka;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>The command-line client of MariaDB, as people use it.</summary>
public sealed class MariadbClientTests : StarRocksTest
{
    [MariadbFact]
    public async Task It_inserts_and_reads()
    {
        Assert.Equal("", await RunAsync("INSERT INTO kong_log_events WITH LABEL client VALUES ('2026-11-20 10:00:00', 'a', '한글'), (NULL, NULL, 'b')"));

        Assert.Equal("time\tstream\tmessage\n2026-11-20 10:00:00\ta\t한글\nNULL\tNULL\tb\n", await RunAsync("SELECT * FROM kong_log_events ORDER BY message DESC"));
        Assert.Equal("State\nFINISHED\n", await RunAsync("SELECT STATE AS State FROM information_schema.loads WHERE LABEL = 'client'"));
        Assert.Contains("KONG_ACCESS_LOG", await RunAsync("SHOW TABLES"), StringComparison.Ordinal);
    }

    [MariadbFact]
    public async Task It_tells_of_an_error()
    {
        await RunAsync("INSERT INTO kong_log_events WITH LABEL client (message) VALUES ('a')");

        Assert.EndsWith("ERROR 1064 (HY000) at line 1: Label [client] has already been used.\n", await RunAsync("INSERT INTO kong_log_events WITH LABEL client (message) VALUES ('a')", exitCode: 1), StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string sql, int exitCode = 0)
    {
        var start = new ProcessStartInfo(MariadbFactAttribute.Program!,
            ["--no-defaults", "-h", "127.0.0.1", "-P", $"{Server.QueryEndPoint.Port}", "-u", "root", "--default-character-set=utf8mb4", "--batch", "-e", sql, "quickstart"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = ProcessGate.Start(start);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == exitCode, await errors);
        return exitCode == 0 ? output : await errors;
    }
}
