using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;
using KongAkka.Pipeline.Consuming.Native;

namespace KongAkka.Sandbox.Kafka;

/// <summary>
/// A Kafka cluster in this process that speaks the real protocol on loopback: librdkafka's mock cluster. It keeps 5 MiB of encoded batches per partition, knows
/// neither transactions nor authentication nor offsets by time, and creates a topic of 4 partitions when a producer names one that is not there.
/// Its methods play what can happen to a real cluster. Thread-safe.
/// </summary>
public sealed class EmbeddedKafka : IDisposable
{
    /// <summary>Stands for all brokers where a broker is asked for.</summary>
    public const int AllBrokers = -1;

    /// <summary>The bytes of encoded batches that a partition keeps; older ones are dropped.</summary>
    public const int RetainedBytes = 5 * 1024 * 1024;

    private const int ProducerType = 0;
    private readonly int _brokers;
    private nint _client;
    private nint _cluster;

    private EmbeddedKafka(nint client, int brokers)
    {
        _client = client;
        _brokers = brokers;
        _cluster = MockMethods.NewCluster(client, brokers);
        if (_cluster == 0) throw new InvalidOperationException("librdkafka did not start its mock cluster.");
        BootstrapServers = Marshal.PtrToStringUTF8(MockMethods.Bootstraps(_cluster)) ?? "";
        MockMethods.SetRebalanceDelay(_cluster, 0);
    }

    /// <summary>The brokers' addresses, <c>host:port</c> separated by commas.</summary>
    public string BootstrapServers { get; }

    /// <summary>Starts a cluster; it serves when the call returns.</summary>
    /// <param name="brokers">How many brokers; their ids begin at 1.</param>
    public static EmbeddedKafka Start(int brokers = 1)
    {
        Librdkafka.EnsureUsable();
        Span<byte> error = stackalloc byte[512];
        var conf = MockMethods.NewConf();
        // The client behind the cluster never connects anywhere and need not say so.
        MockMethods.SetConf(conf, "log_level", "2", error, (nuint)error.Length);
        var client = MockMethods.New(ProducerType, conf, error, (nuint)error.Length);
        if (client == 0) throw new InvalidOperationException($"librdkafka did not start: {Encoding.UTF8.GetString(error).TrimEnd('\0')}");
        return new EmbeddedKafka(client, brokers);
    }

    /// <summary>Creates a topic.</summary>
    /// <param name="topic">Its name.</param>
    /// <param name="partitions">Its number of partitions.</param>
    public void CreateTopic(string topic, int partitions = 1) => Check(MockMethods.CreateTopic(Cluster, topic, partitions, Math.Min(_brokers, 3)));

    /// <summary>Deletes a topic with its records.</summary>
    /// <param name="topic">Its name.</param>
    public void DeleteTopic(string topic) => Check(MockMethods.DeleteTopic(Cluster, topic));

    /// <summary>Answers requests for a topic's metadata with an error.</summary>
    /// <param name="topic">Its name.</param>
    /// <param name="error">The error; <see cref="ErrorCode.NoError"/> ends it.</param>
    public void SetTopicError(string topic, ErrorCode error) => MockMethods.SetTopicError(Cluster, topic, error);

    /// <summary>Moves the start of a partition, as retention does.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="before">The new first offset.</param>
    public void DeleteRecords(string topic, int partition, long before) => Check(MockMethods.DeleteRecords(Cluster, topic, partition, before));

    /// <summary>Makes a broker lead a partition. None at all is not offered: the mock cluster then ends the process at the next fetch.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="broker">The broker's id, from 1.</param>
    public void SetLeader(string topic, int partition, int broker)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(broker, 1);
        Check(MockMethods.SetLeader(Cluster, topic, partition, broker));
    }

    /// <summary>Cuts a broker's connections and lets in no new ones. Leaders stay where they are.</summary>
    /// <param name="broker">The broker's id or <see cref="AllBrokers"/>.</param>
    public void TakeDown(int broker = AllBrokers) => ProcessGate.Apart(() => Check(MockMethods.SetDown(Cluster, broker)));

    /// <summary>Lets a broker that was taken down accept connections again.</summary>
    /// <param name="broker">The broker's id or <see cref="AllBrokers"/>.</param>
    public void BringUp(int broker = AllBrokers) => Check(MockMethods.SetUp(Cluster, broker));

    /// <summary>Delays every answer.</summary>
    /// <param name="delay">By how much; zero ends it.</param>
    /// <param name="broker">The broker's id or <see cref="AllBrokers"/>.</param>
    public void Delay(TimeSpan delay, int broker = AllBrokers) => Check(MockMethods.SetRtt(Cluster, broker, (int)delay.TotalMilliseconds));

    /// <summary>Answers the next requests of a kind with errors, one each; <see cref="ErrorCode.Local_Transport"/> cuts the connection instead.</summary>
    /// <param name="api">The kind of request.</param>
    /// <param name="errors">The errors in their order.</param>
    public void FailNext(KafkaApi api, params ReadOnlySpan<ErrorCode> errors) =>
        MockMethods.PushErrors(Cluster, (short)api, (nuint)errors.Length, errors);

    /// <summary>Forgets the errors that <see cref="FailNext"/> left for a kind of request.</summary>
    /// <param name="api">The kind of request.</param>
    public void ClearFailures(KafkaApi api) => MockMethods.ClearErrors(Cluster, (short)api);

    /// <summary>Moves the coordinator of a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="broker">The broker's id.</param>
    public void SetCoordinator(string group, int broker) => Check(MockMethods.SetCoordinator(Cluster, "group", group, broker));

    /// <summary>Ends the cluster; its records are gone.</summary>
    public void Dispose()
    {
        if (_cluster == 0) return;
        MockMethods.DestroyCluster(_cluster);
        MockMethods.Destroy(_client);
        _cluster = _client = 0;
    }

    private nint Cluster => _cluster != 0 ? _cluster : throw new ObjectDisposedException(nameof(EmbeddedKafka));

    private static void Check(ErrorCode result)
    {
        if (result != ErrorCode.NoError) throw new KafkaException(result);
    }
}
