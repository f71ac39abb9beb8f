namespace KongAkka.Pipeline.RowBatching;

/// <summary>The offsets <c>[First, Next)</c> of a partition that a load accounts for, rows and dropped records alike.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="First">The first offset.</param>
/// <param name="Next">The offset behind the last one.</param>
/// <param name="Records">The records delivered in it; fewer than offsets where Kafka holds control records or compacted some away.</param>
public readonly record struct OffsetRange(int Partition, long First, long Next, long Records);
