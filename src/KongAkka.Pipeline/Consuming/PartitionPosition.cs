namespace KongAkka.Pipeline.Consuming;

/// <summary>How far a partition was read.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Next">The next offset to read: all below it were delivered or can not be delivered (control records, compacted ones).</param>
public readonly record struct PartitionPosition(int Partition, long Next);
