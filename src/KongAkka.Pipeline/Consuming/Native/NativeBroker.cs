using System.Runtime.InteropServices;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>librdkafka's <c>rd_kafka_metadata_broker_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeBroker
{
    /// <summary>The broker's id.</summary>
    public int Id;

    /// <summary>Its host.</summary>
    public nint Host;

    /// <summary>Its port.</summary>
    public int Port;
}
