namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>A partition of which a savepoint of Flink's holds no offset.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Start">Where Flink would have begun.</param>
public readonly record struct UnresolvedPartition(int Partition, UnresolvedStart Start);
