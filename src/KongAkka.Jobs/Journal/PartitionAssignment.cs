namespace KongAkka.Jobs.Journal;

/// <summary>A partition in a generation: who reads it from where to where.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Subtask">The number of the subtask that reads it.</param>
/// <param name="Start">The first offset.</param>
/// <param name="End">The offset before which reading ends; <see cref="long.MaxValue"/> for never.</param>
/// <param name="GroupNext">The offset that somebody else had committed to the consumer group when the generation began; null for none. Another one later was set meanwhile.</param>
internal sealed record PartitionAssignment(int Partition, int Subtask, long Start, long End, long? GroupNext = null);
