using Confluent.Kafka;
using KongAkka.Pipeline.Consuming;
using KongAkka.Sandbox.Kafka;

namespace KongAkka.SandboxTests.Consuming;

/// <summary>An embedded Kafka with one topic, and a producer to it.</summary>
internal sealed class EmbeddedTopic : IDisposable
{
    public const string Name = "logs";
    private readonly IProducer<Null, byte[]> _producer;

    public EmbeddedTopic(int partitions = 1, int brokers = 1, int lingerMilliseconds = 1, string name = Name)
    {
        Kafka = EmbeddedKafka.Start(brokers);
        Kafka.CreateTopic(name, partitions);
        var config = new ProducerConfig
        {
            BootstrapServers = Kafka.BootstrapServers,
            LingerMs = lingerMilliseconds,
            MessageMaxBytes = 50_000_000,
            CompressionType = CompressionType.Lz4,
            ReconnectBackoffMaxMs = 200,
        };
        _producer = new ProducerBuilder<Null, byte[]>(config).SetLogHandler((_, _) => { }).Build();
        Settings = new KafkaSettings
        {
            BootstrapServers = Kafka.BootstrapServers,
            Topic = name,
            GroupId = "group",
            Properties = new Dictionary<string, string> { ["reconnect.backoff.max.ms"] = "200", ["fetch.wait.max.ms"] = "20" },
        };
    }

    public EmbeddedKafka Kafka { get; }

    public KafkaSettings Settings { get; }

    /// <summary>Produces values 0, 1, … as text and waits until they are in.</summary>
    public void Produce(int count, int partition = 0, int first = 0)
    {
        for (var i = first; i < first + count; i++) Send(System.Text.Encoding.UTF8.GetBytes($"{partition}:{i}"), partition);
        Flush();
    }

    public void Send(byte[]? value, int partition = 0)
    {
        while (true)
        {
            try
            {
                _producer.Produce(new TopicPartition(Settings.Topic, partition), new Message<Null, byte[]> { Value = value! });
                return;
            }
            catch (ProduceException<Null, byte[]> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                _producer.Poll(TimeSpan.FromMilliseconds(10));
            }
        }
    }

    public void Flush()
    {
        if (_producer.Flush(Eventually.Patience) > 0) throw new TimeoutException("The records were not produced.");
    }

    public void Dispose()
    {
        _producer.Dispose();
        Kafka.Dispose();
    }
}
