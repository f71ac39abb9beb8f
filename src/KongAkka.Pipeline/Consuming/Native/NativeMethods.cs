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

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_queue_new")]
    public static partial nint NewQueue(nint client);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_queue_poll")]
    public static partial nint PollQueue(nint queue, int timeoutMilliseconds);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_event_error")]
    public static partial int EventError(nint answer);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_event_error_string")]
    public static partial nint EventErrorText(nint answer);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_event_topic_partition_list")]
    public static partial NativePartitions* EventPartitions(nint answer);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_event_destroy")]
    public static partial void DestroyEvent(nint answer);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_mem_malloc")]
    public static partial byte* Allocate(nint client, nuint size);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_mem_free")]
    public static partial void Free(nint client, nint memory);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_topic_partition_list_new")]
    public static partial NativePartitions* NewPartitionList(int size);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_topic_partition_list_add", StringMarshalling = StringMarshalling.Utf8)]
    public static partial NativePartition* AddPartition(NativePartitions* list, string topic, int partition);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_topic_partition_list_destroy")]
    public static partial void DestroyPartitionList(NativePartitions* list);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_commit")]
    public static partial int Commit(nint client, NativePartitions* offsets, int isAsynchronous);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_commit_queue")]
    public static partial int CommitToQueue(nint client, NativePartitions* offsets, nint queue, nint callback, nint opaque);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_committed")]
    public static partial int Committed(nint client, NativePartitions* partitions, int timeoutMilliseconds);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_clusterid")]
    public static partial nint ClusterId(nint client, int timeoutMilliseconds);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_metadata")]
    public static partial int Metadata(nint client, int allTopics, nint onlyTopic, out NativeMetadata* metadata, int timeoutMilliseconds);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_metadata_destroy")]
    public static partial void DestroyMetadata(NativeMetadata* metadata);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_TopicCollection_of_topic_names")]
    public static partial nint NewTopics(nint* names, nuint count);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_TopicCollection_destroy")]
    public static partial void DestroyTopics(nint topics);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_AdminOptions_new")]
    public static partial nint NewAdminOptions(nint client, int question);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_AdminOptions_set_request_timeout")]
    public static partial int SetAdminTimeout(nint options, int milliseconds, Span<byte> error, nuint errorSize);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_AdminOptions_set_broker")]
    public static partial int SetAdminBroker(nint options, int broker, Span<byte> error, nuint errorSize);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_AdminOptions_destroy")]
    public static partial void DestroyAdminOptions(nint options);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_DescribeTopics")]
    public static partial void AskForTopics(nint client, nint topics, nint options, nint queue);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_event_DescribeTopics_result")]
    public static partial nint EventDescribedTopics(nint answer);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_DescribeTopics_result_topics")]
    public static partial nint* DescribedTopics(nint result, out nuint count);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_TopicDescription_error")]
    public static partial nint TopicError(nint topic);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_TopicDescription_topic_id")]
    public static partial nint TopicId(nint topic);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_Uuid_most_significant_bits")]
    public static partial long HighBits(nint id);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_Uuid_least_significant_bits")]
    public static partial long LowBits(nint id);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_error_code")]
    public static partial int ErrorCode(nint error);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_conf_new")]
    public static partial nint NewConf();

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_conf_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetConf(nint conf, string name, string value, Span<byte> error, nuint errorSize);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_conf_destroy")]
    public static partial void DestroyConf(nint conf);
}
