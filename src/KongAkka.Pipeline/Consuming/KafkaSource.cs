using Akka.Streams.Dsl;
using KongAkka.Pipeline.Consuming.Native;
using KongAkka.Pipeline.Consuming.Polling;
using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.Consuming;

/// <summary>Reads partitions of a topic as a stream of batches.</summary>
public static class KafkaSource
{
    /// <summary>
    /// A source that reads each partition from its start to its end, on a thread of its own. It completes when all ends are reached, or after
    /// <see cref="IKafkaControl.StopFetching"/>; it fails with <see cref="UnrecoverableException"/> where trying again is of no use. At most four batches are
    /// under way: one that is not returned is missing for ever.
    /// </summary>
    /// <param name="settings">What to read.</param>
    /// <param name="bounds">From where to where, for each partition to read.</param>
    /// <param name="logger">Where it is told what happens.</param>
    /// <param name="commitMetadata">The text that goes with each <see cref="IKafkaControl.Commit"/>; none by default.</param>
    /// <param name="topicId">The id of the topic that the bounds belong to (<see cref="TopicIdentity"/>); empty, the default, for that of the first answer.</param>
    public static Source<ConsumedBatch, IKafkaControl> Create(
        KafkaSettings settings, IReadOnlyList<PartitionBounds> bounds, ILogger logger, string commitMetadata = "", string topicId = "")
    {
        Librdkafka.EnsureUsable();
        return Source.FromGraph(new KafkaSourceStage(() => new PollLoop(
            settings, bounds, logger, () => new KafkaReader(settings, logger, commitMetadata), topicId)));
    }
}
