using System.Runtime.InteropServices;
using Confluent.Kafka;
using KongAkka.Pipeline.Consuming.Native;

namespace KongAkka.SandboxTests.Consuming;

/// <summary>Lets a client of librdkafka fail for good, by the function that it offers for tests.</summary>
internal static partial class FatalError
{
    static FatalError() => Librdkafka.Serve(typeof(FatalError).Assembly);

    public static void Play(nint client) => Raise(client, ErrorCode.FencedInstanceId, "played");

    [LibraryImport(Librdkafka.Name, EntryPoint = "rd_kafka_test_fatal_error", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Raise(nint client, ErrorCode error, string reason);
}
