using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>An answer of librdkafka's; what it shows is valid until it is disposed.</summary>
/// <param name="handle">The native event.</param>
internal sealed class NativeEvent(nint handle) : IDisposable
{
    /// <summary>The native event.</summary>
    public nint Handle { get; private set; } = handle;

    /// <summary>Makes sure that the answer is no error.</summary>
    /// <exception cref="KafkaException">It is one.</exception>
    public void Check()
    {
        var code = (ErrorCode)NativeMethods.EventError(Handle);
        if (code != ErrorCode.NoError) throw new KafkaException(new Error(code, Marshal.PtrToStringUTF8(NativeMethods.EventErrorText(Handle)) ?? ""));
    }

    /// <summary>Frees the event.</summary>
    public void Dispose()
    {
        if (Handle != 0) NativeMethods.DestroyEvent(Handle);
        Handle = 0;
    }
}
