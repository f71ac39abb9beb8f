using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Parsing;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline;

/// <summary>What one graph does: which partitions it reads from where, by which rule, and how loads are cut.</summary>
/// <param name="Source">The topic and how to read it.</param>
/// <param name="Bounds">The partitions that the graph reads, from where to where.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Batch">When a load is cut.</param>
/// <param name="OnUnfit">What becomes of a value that its column cannot hold.</param>
/// <param name="CommitMetadata">The text that goes with each commit to the consumer group.</param>
/// <param name="TopicId">The id of the topic that the bounds belong to; empty for that of the first answer.</param>
public sealed record PathSpec(
    KafkaSettings Source,
    IReadOnlyList<PartitionBounds> Bounds,
    string Rule,
    LoadLimits Batch,
    OnUnfit OnUnfit,
    string CommitMetadata = "",
    string TopicId = "");
