using KongAkka.Parsing;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Parsing;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline;

/// <summary>What one graph does: which partitions it reads from where, by which rule, and how loads are cut.</summary>
/// <param name="Source">The topic and how to read it.</param>
/// <param name="Bounds">The partitions that the graph reads, from where to where.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Schema">The rule's columns, with the limits of the table that is filled.</param>
/// <param name="Batch">When a load is cut.</param>
/// <param name="OnUnfit">What becomes of a value that its column cannot hold.</param>
public sealed record PathSpec(KafkaSettings Source, IReadOnlyList<PartitionBounds> Bounds, string Rule, RowSchema Schema, LoadLimits Batch, OnUnfit OnUnfit)
{
    /// <summary>Why the sink refused every row that these records make; null, the ordinary case, when it did not.</summary>
    public string? Refusal { get; init; }

    /// <summary>What is written beside offsets that are committed to the consumer group.</summary>
    public string CommitMetadata { get; init; } = "";

    /// <summary>The id of the topic that the bounds belong to; empty for that of the first answer.</summary>
    public string TopicId { get; init; } = "";
}
