using Confluent.Kafka;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>
/// The offsets that a consumer's group keeps, with the text that goes with each: Confluent.Kafka shows no texts, and offers only a commit that waits.
/// </summary>
internal static unsafe class NativeGroup
{
    private const int IsAsynchronous = 1;

    /// <summary>Commits and does not wait for the answer, which comes to the client's callback.</summary>
    /// <param name="client">The consumer's handle.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="positions">The next offset of each partition.</param>
    /// <param name="metadata">The text that goes with them.</param>
    /// <returns>The error of the call itself.</returns>
    public static ErrorCode Send(nint client, string topic, IReadOnlyCollection<PartitionPosition> positions, string metadata)
    {
        using var list = ListOf(client, topic, positions, metadata);
        return (ErrorCode)NativeMethods.Commit(client, list.Handle, IsAsynchronous);
    }

    /// <summary>Commits and waits for the answer.</summary>
    /// <param name="client">The consumer's handle.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="positions">The next offset of each partition.</param>
    /// <param name="metadata">The text that goes with them.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <exception cref="KafkaException">Kafka refuses one of them, or there is no answer.</exception>
    public static void Commit(nint client, string topic, IReadOnlyCollection<PartitionPosition> positions, string metadata, TimeSpan timeout)
    {
        using var list = ListOf(client, topic, positions, metadata);
        using var answers = new EventQueue(client);
        Check((ErrorCode)NativeMethods.CommitToQueue(client, list.Handle, answers.Handle, 0, 0));
        using var answer = answers.Wait(timeout);
        answer.Check();
        Check(PartitionList.ErrorOf(NativeMethods.EventPartitions(answer.Handle)));
    }

    /// <summary>Reads what was committed.</summary>
    /// <param name="client">The consumer's handle.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="partitions">The partitions.</param>
    /// <param name="timeout">How long to wait for the answer.</param>
    /// <returns>The commits; a partition that has none is missing.</returns>
    /// <exception cref="KafkaException">Kafka refuses, or there is no answer.</exception>
    public static IReadOnlyDictionary<int, GroupCommit> Read(nint client, string topic, IReadOnlyCollection<int> partitions, TimeSpan timeout)
    {
        using var list = new PartitionList(client, topic);
        foreach (var partition in partitions) list.Add(partition);
        Check((ErrorCode)NativeMethods.Committed(client, list.Handle, (int)timeout.TotalMilliseconds));
        Check(PartitionList.ErrorOf(list.Handle));
        return list.Commits();
    }

    private static PartitionList ListOf(nint client, string topic, IReadOnlyCollection<PartitionPosition> positions, string metadata)
    {
        var list = new PartitionList(client, topic);
        foreach (var position in positions) list.Add(position, metadata);
        return list;
    }

    private static void Check(ErrorCode code)
    {
        if (code != ErrorCode.NoError) throw new KafkaException(code);
    }
}
