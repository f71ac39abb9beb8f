using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>Where the Kafka source of a Flink job stood, as a savepoint of Flink's has it.</summary>
public sealed record FlinkSavepoint
{
    /// <summary>Flink's number of the savepoint, counted with the job's checkpoints.</summary>
    public required long CheckpointId { get; init; }

    /// <summary>The version of the format of Flink's <c>_metadata</c>.</summary>
    public required int MetadataVersion { get; init; }

    /// <summary>The source's operator: its name, or its id where Flink wrote none.</summary>
    public required string Source { get; init; }

    /// <summary>The topic.</summary>
    public required string Topic { get; init; }

    /// <summary>The next offset of each partition that has one, in the order of the partitions.</summary>
    public required IReadOnlyList<PartitionPosition> Positions { get; init; }

    /// <summary>The partitions of which Flink had no offset yet, in their order.</summary>
    public required IReadOnlyList<UnresolvedPartition> Unresolved { get; init; }
}
