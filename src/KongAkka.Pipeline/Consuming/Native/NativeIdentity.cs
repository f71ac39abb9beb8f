using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>
/// Asks what cluster and what topic a client sees. Confluent.Kafka's question goes to the controller, which not every cluster names; this one goes to any broker.
/// </summary>
internal static unsafe class NativeIdentity
{
    private const int DescribeTopics = 19;

    /// <summary>The cluster's id.</summary>
    /// <param name="client">The client's handle.</param>
    /// <param name="timeout">How long to wait for the answer.</param>
    /// <exception cref="KafkaException">There is no answer.</exception>
    public static string ClusterId(nint client, TimeSpan timeout)
    {
        var text = NativeMethods.ClusterId(client, (int)timeout.TotalMilliseconds);
        if (text == 0) throw new KafkaException(ErrorCode.Local_TimedOut);
        try
        {
            return Marshal.PtrToStringUTF8(text)!;
        }
        finally
        {
            NativeMethods.Free(client, text);
        }
    }

    /// <summary>The topic's id as Kafka's own tools write it; empty where the broker knows none, as those older than 2.8.</summary>
    /// <param name="client">The client's handle.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="timeout">How long to wait for the answer.</param>
    /// <exception cref="KafkaException">Kafka refuses, or there is no answer.</exception>
    public static string TopicId(nint client, string topic, TimeSpan timeout)
    {
        using var answers = new EventQueue(client);
        Ask(client, topic, LiveBroker(client, timeout), timeout, answers.Handle);
        // The request ends by its own timeout, which comes as an answer.
        using var answer = answers.Wait(timeout * 2);
        answer.Check();
        var topics = NativeMethods.DescribedTopics(NativeMethods.EventDescribedTopics(answer.Handle), out var count);
        if (count != 1) throw new KafkaException(ErrorCode.Local_BadMsg);
        var error = (ErrorCode)NativeMethods.ErrorCode(NativeMethods.TopicError(topics[0]));
        if (error != ErrorCode.NoError) throw new KafkaException(error);
        var id = NativeMethods.TopicId(topics[0]);
        return Text(NativeMethods.HighBits(id), NativeMethods.LowBits(id));
    }

    private static int LiveBroker(nint client, TimeSpan timeout)
    {
        Check(NativeMethods.Metadata(client, 0, 0, out var metadata, (int)timeout.TotalMilliseconds));
        try
        {
            if (metadata->AnsweredBy >= 0) return metadata->AnsweredBy;
            if (metadata->BrokerCount == 0) throw new KafkaException(ErrorCode.Local_Transport);
            return metadata->Brokers[Random.Shared.Next(metadata->BrokerCount)].Id;
        }
        finally
        {
            NativeMethods.DestroyMetadata(metadata);
        }
    }

    private static void Ask(nint client, string topic, int broker, TimeSpan timeout, nint answers)
    {
        Span<byte> error = stackalloc byte[512];
        var name = Marshal.StringToCoTaskMemUTF8(topic);
        var topics = NativeMethods.NewTopics(&name, 1);
        var options = NativeMethods.NewAdminOptions(client, DescribeTopics);
        try
        {
            Check(NativeMethods.SetAdminTimeout(options, (int)timeout.TotalMilliseconds, error, (nuint)error.Length));
            Check(NativeMethods.SetAdminBroker(options, broker, error, (nuint)error.Length));
            NativeMethods.AskForTopics(client, topics, options, answers);
        }
        finally
        {
            NativeMethods.DestroyAdminOptions(options);
            NativeMethods.DestroyTopics(topics);
            Marshal.FreeCoTaskMem(name);
        }
    }

    private static string Text(long high, long low)
    {
        if (high == 0 && low == 0) return "";
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], low);
        return Base64Url.EncodeToString(bytes);
    }

    private static void Check(int code)
    {
        if (code != 0) throw new KafkaException((ErrorCode)code);
    }
}
