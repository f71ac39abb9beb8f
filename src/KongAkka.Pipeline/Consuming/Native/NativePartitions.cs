using System.Runtime.InteropServices;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>librdkafka's <c>rd_kafka_topic_partition_list_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativePartitions
{
    /// <summary>How many partitions there are.</summary>
    public int Count;

    /// <summary>For how many there is room.</summary>
    public int Size;

    /// <summary>The partitions.</summary>
    public NativePartition* Items;
}
