using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>Partitions whose next offset Kafka does not have: asks what it has, and goes on or fails by <see cref="LostOffsetsRule"/>.</summary>
/// <param name="settings">The policy.</param>
/// <param name="progress">The positions.</param>
/// <param name="logger">Where each loss is recorded.</param>
internal sealed class LostPartitions(KafkaSettings settings, ReadProgress progress, ILogger logger)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);
    private readonly HashSet<int> _waiting = [];
    private long _skipped;
    private long _asked;

    /// <summary>How many offsets were skipped.</summary>
    public long Skipped => Interlocked.Read(ref _skipped);

    /// <summary>Takes note of a partition that stands still.</summary>
    /// <param name="partition">The partition.</param>
    public void Add(int partition)
    {
        if (!progress[partition].IsDone) _waiting.Add(partition);
    }

    /// <summary>Forgets them: a new consumer will meet them again.</summary>
    public void Clear() => _waiting.Clear();

    /// <summary>Lets the waiting partitions go on, as far as the broker answers.</summary>
    /// <param name="reader">The consumer.</param>
    /// <exception cref="UnrecoverableException">A loss must not be skipped.</exception>
    public void Recover(KafkaReader reader)
    {
        if (_waiting.Count == 0 || (_asked != 0 && TimeProvider.System.GetElapsedTime(_asked) < AskAgain)) return;
        foreach (var partition in _waiting.ToArray())
        {
            try
            {
                Recover(reader, partition);
                _waiting.Remove(partition);
            }
            catch (KafkaException e) when (ConsumerErrors.React(e.Error.Code) == ErrorReaction.Retried)
            {
                logger.LogWarning("Partition {Partition} waits: Kafka does not say which offsets it has: {Reason}", partition, e.Error.Reason);
            }
        }
        _asked = TimeProvider.System.GetTimestamp();
    }

    private void Recover(KafkaReader reader, int partition)
    {
        var wanted = new PartitionPosition(partition, progress[partition].Next);
        var (low, end) = reader.QueryWatermarks(partition, AnswerTimeout);
        var resume = LostOffsetsRule.Resume(settings, wanted, low, end);
        if (resume > wanted.Next)
        {
            progress[partition].SkipTo(resume);
            var next = progress[partition].Next;
            Interlocked.Add(ref _skipped, next - wanted.Next);
            logger.LogError(
                "Topic {Topic} partition {Partition}: offsets {From} to {To} are lost, Kafka no longer has them; going on as on-lost-offsets = continue says.",
                settings.Topic, partition, wanted.Next, next - 1);
        }
        if (!progress[partition].IsDone) reader.Move(wanted with { Next = resume });
    }
}
