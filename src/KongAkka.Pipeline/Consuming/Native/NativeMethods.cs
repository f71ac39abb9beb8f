using System.Runtime.InteropServices;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>The functions of librdkafka that Confluent.Kafka does not offer. Their contracts are in <c>rdkafka.h</c>.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_version")]
    public static partial int Version();

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_version_str")]
    public static partial nint VersionText();

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_queue_get_consumer")]
    public static partial nint ConsumerQueue(nint client);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_queue_destroy")]
    public static partial void DestroyQueue(nint queue);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_consume_batch_queue")]
    public static partial nint ConsumeBatch(nint queue, int timeoutMilliseconds, NativeMessage** messages, nint size);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_message_destroy")]
    public static partial void DestroyMessage(NativeMessage* message);

    // Reads two fields of the message: shorter than the transition that is left out.
    [SuppressGCTransition]
    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_message_timestamp")]
    public static partial long Timestamp(NativeMessage* message, int* type);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_topic_partition_list_new")]
    public static partial nint NewPartitionList(int size);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_topic_partition_list_add", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint AddPartition(nint list, string topic, int partition);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_topic_partition_list_set_offset", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetOffset(nint list, string topic, int partition, long offset);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_topic_partition_list_destroy")]
    public static partial void DestroyPartitionList(nint list);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_commit")]
    public static partial int Commit(nint client, nint offsets, int isAsynchronous);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_conf_new")]
    public static partial nint NewConf();

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_conf_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetConf(nint conf, string name, string value, Span<byte> error, nuint errorSize);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_conf_destroy")]
    public static partial void DestroyConf(nint conf);
}
