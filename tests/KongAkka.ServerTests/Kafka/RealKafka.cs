using Confluent.Kafka;
using Confluent.Kafka.Admin;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Native;

namespace KongAkka.ServerTests.Kafka;

/// <summary>A broker of Apache Kafka, run by the given script in a temporary folder, with topics of their own for each test.</summary>
public sealed class RealKafka : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-kafka-").FullName;
    private readonly int _port = KafkaScript.FreePorts(3);
    private int _topics;

    public string BootstrapServers => $"127.0.0.1:{_port}";

    /// <summary>The listener with SASL and TLS.</summary>
    public string SecureServers => $"127.0.0.1:{_port + 1}";

    public string CertificateAuthority => Path.Combine(_folder, "ca.pem");

    /// <summary>The same as a PKCS12 store with the password changeit.</summary>
    public string TrustStore => Path.Combine(_folder, "ca.p12");

    public Task InitializeAsync()
    {
        Librdkafka.EnsureUsable();
        return KafkaScript.Path is null ? Task.CompletedTask : StartAsync();
    }

    public async Task DisposeAsync()
    {
        try
        {
            if (KafkaScript.Path is not null) await KafkaScript.RunAsync("stop", _folder);
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Starts the broker, with the data that it had.</summary>
    public Task StartAsync() => KafkaScript.RunAsync("start", _folder, $"{_port}");

    /// <summary>Ends the broker as kill -9 does.</summary>
    public Task KillAsync() => KafkaScript.RunAsync("kill", _folder);

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
}
