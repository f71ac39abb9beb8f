using System.Runtime.InteropServices;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>librdkafka's <c>rd_kafka_message_t</c>: a record, or an event of a partition when <see cref="Error"/> is set.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMessage
{
    /// <summary>0 for a record, else the error's code.</summary>
    public int Error;

    /// <summary>The topic's handle.</summary>
    public nint Topic;

    /// <summary>The partition.</summary>
    public int Partition;

    /// <summary>The value, null for a tombstone; of an error, its text.</summary>
    public byte* Payload;

    /// <summary>The value's length.</summary>
    public nuint Length;

    /// <summary>The key.</summary>
    public byte* Key;

    /// <summary>The key's length.</summary>
    public nuint KeyLength;

    /// <summary>The record's offset; of the end of a partition, the position.</summary>
    public long Offset;

    /// <summary>librdkafka's own.</summary>
    public nint Private;
}
