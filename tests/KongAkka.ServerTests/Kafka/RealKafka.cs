using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Native;

namespace KongAkka.ServerTests.Kafka;

/// <summary>A broker of Apache Kafka, run by the given script in a temporary folder, with topics of their own for each test.</summary>
public sealed class RealKafka : IAsyncLifetime
{
    /// <summary>The environment variable that names the script.</summary>
    public const string ScriptVariable = "KONGAKKA_TEST_KAFKA";

    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-kafka-").FullName;
    private readonly int _port = FreePort();
    private int _topics;

    /// <summary>The script; null where none is given.</summary>
    public static string? Script => Environment.GetEnvironmentVariable(ScriptVariable) is { Length: > 0 } script ? script : null;

    public string BootstrapServers => $"127.0.0.1:{_port}";

    /// <summary>The listener with SASL and TLS.</summary>
    public string SecureServers => $"127.0.0.1:{_port + 1}";

    public string CertificateAuthority => Path.Combine(_folder, "ca.pem");

    /// <summary>The same as a PKCS12 store with the password changeit.</summary>
    public string TrustStore => Path.Combine(_folder, "ca.p12");

    public Task InitializeAsync()
    {
        Librdkafka.EnsureUsable();
        return Script is null ? Task.CompletedTask : StartAsync();
    }

    public async Task DisposeAsync()
    {
        try
        {
            if (Script is not null) await RunAsync("stop", _folder);
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Starts the broker, with the data that it had.</summary>
    public Task StartAsync() => RunAsync("start", _folder, $"{_port}");

    /// <summary>Ends the broker as kill -9 does.</summary>
    public Task KillAsync() => RunAsync("kill", _folder);

    /// <summary>Creates a topic of a new name, and settings that read it from its beginning.</summary>
    public async Task<KafkaSettings> NewTopicAsync(int partitions = 1, Dictionary<string, string>? configuration = null)
    {
        var topic = $"topic-{Interlocked.Increment(ref _topics)}";
        using var admin = Admin();
        await admin.CreateTopicsAsync([new TopicSpecification { Name = topic, NumPartitions = partitions, ReplicationFactor = 1, Configs = configuration }]);
        return new KafkaSettings
        {
            BootstrapServers = BootstrapServers,
            Topic = topic,
            GroupId = $"group-{topic}",
            Startup = StartupMode.EarliestOffset,
            Properties = new Dictionary<string, string> { ["reconnect.backoff.max.ms"] = "500" },
        };
    }

    public IAdminClient Admin() => new AdminClientBuilder(new AdminClientConfig { BootstrapServers = BootstrapServers }).Build();

    /// <summary>A producer that loses and doubles nothing.</summary>
    public IProducer<byte[]?, byte[]> Producer(string? transactionalId = null)
    {
        var config = new ProducerConfig
        {
            BootstrapServers = BootstrapServers,
            EnableIdempotence = true,
            LingerMs = 5,
            MessageMaxBytes = 20_000_000,
            MessageTimeoutMs = transactionalId is null ? 120_000 : null,
            TransactionalId = transactionalId,
            ReconnectBackoffMaxMs = 500,
        };
        var producer = new ProducerBuilder<byte[]?, byte[]>(config).SetLogHandler((_, _) => { }).Build();
        if (transactionalId is not null) producer.InitTransactions(TimeSpan.FromSeconds(60));
        return producer;
    }

    private static async Task RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Script!, arguments) { RedirectStandardError = true };
        start.Environment["KAFKA_HEAP"] = "512m";
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{Script} {string.Join(' ', arguments)} ended with {process.ExitCode}: {error}");
    }

    // The script takes three ports in a row.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 30_000);
            if (Enumerable.Range(port, 3).All(IsFree)) return port;
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
