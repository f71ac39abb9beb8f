using KongAkka.Jobs.Supervision;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Tests.Jobs.Supervision;

public sealed class PartitionShareTests
{
    [Theory]
    [InlineData(7, 1)]
    [InlineData(7, 3)]
    [InlineData(2, 5)]
    public void Every_partition_goes_to_exactly_one_subtask(int partitions, int parallelism)
    {
        PartitionBounds[] bounds = [.. Enumerable.Range(0, partitions).Select(p => new PartitionBounds(p, 0))];
        var shares = PartitionShare.Deal(bounds, parallelism);
        Assert.Equal(bounds, shares.SelectMany(s => s.Bounds).OrderBy(b => b.Partition));
        Assert.Equal(Math.Min(partitions, parallelism), shares.Count);
        Assert.All(shares, share => Assert.InRange(share.Subtask, 0, parallelism - 1));
    }
}
