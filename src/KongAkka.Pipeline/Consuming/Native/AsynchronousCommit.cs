using Confluent.Kafka;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>Commits offsets without waiting for the answer, which comes to the client's callback; Confluent.Kafka offers only the call that waits.</summary>
internal static class AsynchronousCommit
{
    private const int IsAsynchronous = 1;

    /// <summary>Sends the commit.</summary>
    /// <param name="client">The consumer's handle.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="positions">The next offset of each partition.</param>
    /// <returns>The error of the call itself.</returns>
    public static ErrorCode Send(nint client, string topic, IReadOnlyCollection<PartitionPosition> positions)
    {
        var list = NativeMethods.NewPartitionList(positions.Count);
        try
        {
            foreach (var (partition, next) in positions)
            {
                NativeMethods.AddPartition(list, topic, partition);
                NativeMethods.SetOffset(list, topic, partition, next);
            }
            return (ErrorCode)NativeMethods.Commit(client, list, IsAsynchronous);
        }
        finally
        {
            NativeMethods.DestroyPartitionList(list);
        }
    }
}
