using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Tests.Pipeline.RowBatching;

public sealed class OffsetRangesTests
{
    private readonly ConsumedBatch _batch = new();

    [Fact]
    public void Records_of_several_partitions_become_a_range_each()
    {
        var ranges = new OffsetRanges();
        Add((2, 10), (0, 5), (2, 11), (0, 6), (2, 12));
        ranges.AddRecords(_batch, 0, 5);

        Assert.Equal([new OffsetRange(0, 5, 7, 2), new OffsetRange(2, 10, 13, 3)], ranges.Cut());
    }

    [Fact]
    public void A_gap_belongs_to_the_range_behind_it()
    {
        var ranges = new OffsetRanges();
        Add((0, 5), (0, 9));
        ranges.AddRecords(_batch, 0, 1);
        Assert.Equal([new OffsetRange(0, 5, 6, 1)], ranges.Cut());

        ranges.AddRecords(_batch, 1, 2);
        Assert.Equal([new OffsetRange(0, 6, 10, 1)], ranges.Cut());
    }

    [Fact]
    public void The_first_range_begins_where_reading_starts()
    {
        var ranges = new OffsetRanges([new PartitionBounds(1, 3)]);
        Add((1, 8));
        ranges.AddRecords(_batch, 0, 1);

        Assert.Equal([new OffsetRange(1, 3, 9, 1)], ranges.Cut());
    }

    [Fact]
    public void A_position_moves_the_end_without_a_record()
    {
        var ranges = new OffsetRanges([new PartitionBounds(0, 3), new PartitionBounds(1, 3)]);
        ranges.Advance(new PartitionPosition(0, 7));
        ranges.Advance(new PartitionPosition(1, 3));

        Assert.Equal([new OffsetRange(0, 3, 7, 0)], ranges.Cut());
    }

    [Fact]
    public void A_position_that_was_passed_changes_nothing()
    {
        var ranges = new OffsetRanges();
        Add((0, 5));
        ranges.AddRecords(_batch, 0, 1);
        ranges.Advance(new PartitionPosition(0, 4));

        Assert.Equal([new OffsetRange(0, 5, 6, 1)], ranges.Cut());
    }

    [Fact]
    public void A_position_of_a_partition_never_seen_makes_no_range()
    {
        var ranges = new OffsetRanges();
        ranges.Advance(new PartitionPosition(0, 4));

        Assert.True(ranges.IsEmpty);
        Assert.Empty(ranges.Cut());

        Add((0, 6));
        ranges.AddRecords(_batch, 0, 1);
        Assert.Equal([new OffsetRange(0, 4, 7, 1)], ranges.Cut());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public void A_record_that_was_read_already_is_refused(long offset)
    {
        var ranges = new OffsetRanges();
        Add((0, 5), (0, offset));

        Assert.Throws<InvalidOperationException>(() => ranges.AddRecords(_batch, 0, 2));
    }

    [Fact]
    public void Ranges_once_cut_do_not_change()
    {
        var ranges = new OffsetRanges();
        Add((0, 5), (0, 6));
        ranges.AddRecords(_batch, 0, 1);
        var cut = ranges.Cut();
        ranges.AddRecords(_batch, 1, 2);

        Assert.Equal([new OffsetRange(0, 5, 6, 1)], cut);
    }

    private void Add(params (int Partition, long Offset)[] records)
    {
        foreach (var (partition, offset) in records) _batch.Add(partition, offset, -1, "{}"u8);
    }
}
