using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>Reaches the <c>rd_kafka_t*</c> of a client of Confluent.Kafka, which keeps it to itself.</summary>
internal static class ClientHandle
{
    /// <summary>The native handle; valid while the client is not disposed.</summary>
    /// <param name="client">The client.</param>
    public static nint Of(IClient client) => ((SafeHandle)Librdkafka(client.Handle)).DangerousGetHandle();

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_LibrdkafkaHandle")]
    [return: UnsafeAccessorType("Confluent.Kafka.Impl.SafeKafkaHandle, Confluent.Kafka")]
    private static extern object Librdkafka(Handle handle);
}
