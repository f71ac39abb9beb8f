using System.Runtime.InteropServices;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>librdkafka's <c>rd_kafka_topic_partition_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativePartition
{
    /// <summary>The topic's name.</summary>
    public byte* Topic;

    /// <summary>The partition.</summary>
    public int Partition;

    /// <summary>The offset; negative for one of librdkafka's special values.</summary>
    public long Offset;

    /// <summary>The text of a commit, from librdkafka's allocator.</summary>
    public byte* Metadata;

    /// <summary>The text's length in bytes.</summary>
    public nuint MetadataLength;

    /// <summary>The application's own.</summary>
    public nint Opaque;

    /// <summary>The error of this partition; 0 for none.</summary>
    public int Error;

    /// <summary>librdkafka's own.</summary>
    public nint Private;
}
