namespace KongAkka.Pipeline.Consuming.Resolving;

/// <summary>What Kafka says about a partition when its bounds are resolved.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Low">The first offset that Kafka has.</param>
/// <param name="Stable">The last stable offset: behind it are open transactions at most.</param>
/// <param name="High">The offset behind the last record.</param>
internal sealed record PartitionFacts(int Partition, long Low, long Stable, long High)
{
    /// <summary>The group's offset; null when it has none or was not asked for.</summary>
    public long? Group { get; init; }

    /// <summary>The first record not older than the startup timestamp; null when there is none.</summary>
    public long? AtStartupTime { get; init; }

    /// <summary>The first record not older than the bounding timestamp; null when there is none.</summary>
    public long? AtBoundedTime { get; init; }
}
