using KongAkka.Pipeline.Consuming;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class NewestRecordsTests
{
    [Fact]
    public void Each_partition_may_hold_all_of_the_newest_records() =>
        Assert.Equal([new(0, 90, 100), new(2, 3, 8)], NewestRecords.Ends([new(0, 0, 100), new(1, 7, 7), new(2, 3, 8)], 10));

    [Fact]
    public void Many_partitions_and_a_large_number_are_read_in_bounds()
    {
        var ends = NewestRecords.Ends([.. Enumerable.Range(0, 100).Select(p => new PartitionBounds(p, 0, 1_000_000))], 100_000);
        Assert.Equal(1_000_000, ends.Sum(b => b.End - b.Start));
    }

    [Fact]
    public void An_empty_topic_has_no_ends() => Assert.Empty(NewestRecords.Ends([new(0, 0, 0), new(1, 5, 5)], 10));
}
