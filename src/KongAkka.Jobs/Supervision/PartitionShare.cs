using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Supervision;

/// <summary>Which subtask reads which partition: a fixed share, decided by the partition's number alone.</summary>
internal static class PartitionShare
{
    /// <summary>Deals partitions out to subtasks.</summary>
    /// <param name="bounds">What is read of each partition.</param>
    /// <param name="parallelism">The number of subtasks.</param>
    /// <returns>The bounds of each subtask that has any, with the subtask's number.</returns>
    public static IReadOnlyList<(int Subtask, IReadOnlyList<PartitionBounds> Bounds)> Deal(IReadOnlyList<PartitionBounds> bounds, int parallelism) =>
        [.. bounds
            .GroupBy(b => b.Partition % parallelism)
            .OrderBy(g => g.Key)
            .Select(g => (g.Key, (IReadOnlyList<PartitionBounds>)[.. g.OrderBy(b => b.Partition)]))];
}
