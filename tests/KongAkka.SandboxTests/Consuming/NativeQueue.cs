using System.Runtime.InteropServices;
using KongAkka.Pipeline.Consuming.Native;
using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.SandboxTests.Consuming;

/// <summary>Looks into a consumer's queue.</summary>
internal static partial class NativeQueue
{
    static NativeQueue() => Librdkafka.Serve(typeof(NativeQueue).Assembly);

    /// <summary>How many messages wait there.</summary>
    public static long Length(KafkaReader reader) => (long)CountMessages(reader.Queue);

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_queue_length")]
    private static partial nuint CountMessages(nint queue);
}
