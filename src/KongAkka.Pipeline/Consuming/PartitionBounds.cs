namespace KongAkka.Pipeline.Consuming;

/// <summary>What a graph reads of one partition.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Start">The first offset to read.</param>
/// <param name="End">The offset to stop before; <see cref="Unbounded"/> to go on for ever.</param>
public readonly record struct PartitionBounds(int Partition, long Start, long End = PartitionBounds.Unbounded)
{
    /// <summary>The end of a partition that is read for ever.</summary>
    public const long Unbounded = long.MaxValue;
}
