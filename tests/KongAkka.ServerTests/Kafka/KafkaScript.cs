using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace KongAkka.ServerTests.Kafka;

/// <summary>The script that runs brokers of Apache Kafka.</summary>
internal static class KafkaScript
{
    /// <summary>The environment variable that names it.</summary>
    public const string Variable = "KONGAKKA_TEST_KAFKA";

    /// <summary>Where it is; null where none is given.</summary>
    public static string? Path => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } script ? script : null;

    /// <summary>Runs one of its commands to its end.</summary>
    public static async Task RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KAFKA_HEAP"] = "512m";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{Path} {string.Join(' ', arguments)} ended with {process.ExitCode}: {error}{await output}");
    }

    /// <summary>The first of so many free ports in a row.</summary>
    public static int FreePorts(int count)
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 30_000);
            if (Enumerable.Range(port, count).All(IsFree)) return port;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
