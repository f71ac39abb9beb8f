using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Confluent.Kafka;
using KongAkka.Sandbox.Proving;
using MySqlConnector;

namespace KongAkka.SandboxTests.EndToEnd;

public sealed class SandboxProgramTests
{
    [Fact]
    public async Task It_ends_by_itself_with_an_exact_proof_and_leaves_nothing_behind()
    {
        using var sandbox = new SandboxProcess("--seconds", "5", "--rate", "3000", "--starrocks-port", "0", "--query-port", "0", "--admin-port", "0");
        Assert.True(await sandbox.EndsAsync() == 0, sandbox.ToString());
        Assert.Contains(sandbox.Output, line => line.StartsWith("Proof: EXACT", StringComparison.Ordinal));
        Assert.Contains(sandbox.Output, line => line.Contains(" RUNNING sent ", StringComparison.Ordinal));
        Assert.Empty(sandbox.LeftBehind);
    }

    [Theory]
    [InlineData(SandboxProcess.Terminate)]
    [InlineData(SandboxProcess.Interrupt)]
    public async Task A_signal_ends_traffic_and_the_proof_decides_the_exit_code(int signal)
    {
        using var sandbox = new SandboxProcess("--starrocks-port", "0", "--query-port", "0", "--admin-port", "0");
        await sandbox.PrintsAsync(line => line.Contains(" RUNNING sent ", StringComparison.Ordinal));
        sandbox.Signal(signal);
        Assert.True(await sandbox.EndsAsync() == 0, sandbox.ToString());
        Assert.Contains(sandbox.Output, line => line.StartsWith("Proof: EXACT", StringComparison.Ordinal));
        Assert.Empty(sandbox.LeftBehind);
    }

    [Fact]
    public async Task A_second_signal_ends_it_at_once_and_leaves_nothing_behind()
    {
        using var sandbox = new SandboxProcess("--starrocks-port", "0", "--query-port", "0", "--admin-port", "0");
        await sandbox.PrintsAsync(line => line.Contains(" RUNNING sent ", StringComparison.Ordinal));
        // Two kinds, since the kernel delivers two pending signals of one kind as one.
        sandbox.Signal(SandboxProcess.Terminate);
        sandbox.Signal(SandboxProcess.Interrupt);
        Assert.True(await sandbox.EndsAsync() == 130, sandbox.ToString());
        Assert.DoesNotContain(sandbox.Output, line => line.StartsWith("Proof", StringComparison.Ordinal));
        Assert.Empty(sandbox.LeftBehind);
    }

    [Fact]
    public async Task Servers_alone_print_their_addresses_as_JSON_and_serve()
    {
        using var sandbox = new SandboxProcess("--servers-only", "--starrocks-port", "0", "--query-port", "0");
        await sandbox.PrintsAsync(line => line.Length > 0);
        using var addresses = JsonDocument.Parse(sandbox.Output[0]);
        using (var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = addresses.RootElement.GetProperty("kafka").GetString() }).Build())
        {
            var delivered = await producer.ProduceAsync("kong-log", new Message<Null, string> { Value = "a record" });
            Assert.Equal(PersistenceStatus.Persisted, delivered.Status);
        }

        await using (var connection = new MySqlConnection($"Server=127.0.0.1;Port={addresses.RootElement.GetProperty("mysql").GetString()!.Split(':')[1]};User ID=root"))
        {
            await connection.OpenAsync();
            Assert.True(await connection.PingAsync());
        }

        var rows = 0;
        await new TableReader(new Uri(addresses.RootElement.GetProperty("starrocks").GetString()!), "quickstart", "KONG_ACCESS_LOG").ReadAsync(_ => rows++, CancellationToken.None);
        Assert.Equal(0, rows);
        sandbox.Signal(SandboxProcess.Terminate);
        Assert.True(await sandbox.EndsAsync() == 0, sandbox.ToString());
        Assert.Single(sandbox.Output);
        Assert.Empty(sandbox.LeftBehind);
    }

    [Fact]
    public async Task Without_Kafka_only_StarRocks_serves()
    {
        using var sandbox = new SandboxProcess("--no-kafka", "--starrocks-port", "0", "--query-port", "0", "--seconds", "1");
        Assert.True(await sandbox.EndsAsync() == 0, sandbox.ToString());
        using var addresses = JsonDocument.Parse(Assert.Single(sandbox.Output));
        Assert.Equal(JsonValueKind.Null, addresses.RootElement.GetProperty("kafka").ValueKind);
    }

    [Theory]
    [InlineData("--starrocks-port", "--query-port")]
    [InlineData("--query-port", "--starrocks-port")]
    public async Task A_port_that_is_taken_is_named_with_its_option(string option, string other)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = $"{((IPEndPoint)taken.LocalEndpoint).Port}";
        using var sandbox = new SandboxProcess(option, port, other, "0");
        Assert.True(await sandbox.EndsAsync() == 2, sandbox.ToString());
        Assert.Contains(option, sandbox.Errors, StringComparison.Ordinal);
        Assert.Contains(port, sandbox.Errors, StringComparison.Ordinal);
        Assert.Empty(sandbox.LeftBehind);
    }

    [Fact]
    public async Task A_folder_of_the_users_stays_and_a_second_run_tells_its_own_rows_apart()
    {
        var folder = Directory.CreateTempSubdirectory("kongakka-data-").FullName;
        try
        {
            for (var run = 0; run < 2; run++)
            {
                using var sandbox = new SandboxProcess("--seconds", "2", "--starrocks-port", "0", "--query-port", "0", "--admin-port", "0", "--data", folder);
                Assert.True(await sandbox.EndsAsync() == 0, sandbox.ToString());
                Assert.Equal(run == 1, sandbox.Output.Any(line => line.Contains("rows of other runs", StringComparison.Ordinal)));
            }
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
