using System.Runtime.InteropServices;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>librdkafka's <c>rd_kafka_metadata_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMetadata
{
    /// <summary>How many brokers there are.</summary>
    public int BrokerCount;

    /// <summary>The brokers.</summary>
    public NativeBroker* Brokers;

    /// <summary>How many topics there are.</summary>
    public int TopicCount;

    /// <summary>The topics.</summary>
    public nint Topics;

    /// <summary>The broker that answered; negative while its id is not known, as on the first connection of a client.</summary>
    public int AnsweredBy;

    /// <summary>That broker's name.</summary>
    public nint AnsweredByName;
}
