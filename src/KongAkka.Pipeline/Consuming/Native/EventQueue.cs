using Confluent.Kafka;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>A queue of librdkafka's to which the answer of one question comes.</summary>
/// <param name="client">The client that is asked.</param>
internal sealed class EventQueue(nint client) : IDisposable
{
    /// <summary>The native queue.</summary>
    public nint Handle { get; private set; } = NativeMethods.NewQueue(client);

    /// <summary>Waits for the answer.</summary>
    /// <param name="timeout">How long.</param>
    /// <exception cref="KafkaException">There is none.</exception>
    public NativeEvent Wait(TimeSpan timeout)
    {
        var answer = NativeMethods.PollQueue(Handle, (int)timeout.TotalMilliseconds);
        return answer != 0 ? new NativeEvent(answer) : throw new KafkaException(ErrorCode.Local_TimedOut);
    }

    /// <summary>Frees the queue; an answer that still comes is thrown away.</summary>
    public void Dispose()
    {
        if (Handle != 0) NativeMethods.DestroyQueue(Handle);
        Handle = 0;
    }
}
