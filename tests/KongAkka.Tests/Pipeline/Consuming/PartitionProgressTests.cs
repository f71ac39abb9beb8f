using CsCheck;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class PartitionProgressTests
{
    [Fact]
    public void A_range_is_done_when_its_last_record_was_delivered()
    {
        var progress = new PartitionProgress(new PartitionBounds(3, 10, 12));
        Assert.True(progress.Deliver(10));
        Assert.False(progress.IsDone);
        Assert.True(progress.Deliver(11));
        Assert.True(progress.IsDone);
        Assert.False(progress.TryTell(out _));
    }

    [Fact]
    public void A_record_behind_the_end_is_not_delivered_and_tells_the_end()
    {
        var progress = new PartitionProgress(new PartitionBounds(3, 10, 20));
        Assert.True(progress.Deliver(12));
        Assert.False(progress.Deliver(25));
        Assert.True(progress.IsDone);
        Assert.True(progress.TryTell(out var position));
        Assert.Equal(new PartitionPosition(3, 20), position);
        Assert.False(progress.TryTell(out _));
    }

    [Fact]
    public void The_end_of_the_partition_tells_how_far_it_was_read_when_no_record_shows_it()
    {
        var progress = new PartitionProgress(new PartitionBounds(0, 5));
        progress.MeetEnd(5);
        Assert.False(progress.TryTell(out _));
        progress.Deliver(5);
        progress.MeetEnd(6);
        Assert.False(progress.TryTell(out _));
        progress.MeetEnd(8);
        Assert.True(progress.TryTell(out var position));
        Assert.Equal(new PartitionPosition(0, 8), position);
        progress.MeetEnd(8);
        Assert.False(progress.TryTell(out _));
    }

    [Fact]
    public void A_position_that_a_later_record_overtook_is_not_told()
    {
        var progress = new PartitionProgress(new PartitionBounds(0, 0));
        progress.MeetEnd(8);
        progress.Deliver(9);
        Assert.False(progress.TryTell(out _));
        Assert.Equal(10, progress.Next);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(9, 5)]
    public void An_empty_range_is_done_at_once(long start, long end)
    {
        var progress = new PartitionProgress(new PartitionBounds(0, start, end));
        Assert.True(progress.IsDone);
        Assert.False(progress.Deliver(start));
        Assert.False(progress.TryTell(out _));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void A_record_below_the_position_is_an_error(long offset)
    {
        var progress = new PartitionProgress(new PartitionBounds(0, 5));
        progress.Deliver(5);
        Assert.Throws<InvalidOperationException>(() => progress.Deliver(offset));
    }

    // Whatever gaps the log has, records and positions told add up to the whole range, in order.
    [Fact]
    public void What_is_delivered_and_told_is_the_range_and_nothing_else() => Gen.Select(Gen.Bool.List[0, 60], Gen.Int[0, 60], Gen.Int[0, 70]).Sample((log, start, end) =>
    {
        var progress = new PartitionProgress(new PartitionBounds(0, start, end));
        var shown = (long)start;
        var delivered = new List<long>();
        for (var offset = start; offset < log.Count && !progress.IsDone; offset++)
        {
            if (log[offset] && progress.Deliver(offset))
            {
                delivered.Add(offset);
                shown = offset + 1;
            }
        }
        if (!progress.IsDone) progress.MeetEnd(Math.Max(log.Count, start));
        if (progress.TryTell(out var position))
        {
            if (position.Next <= shown) return false;
            shown = position.Next;
        }
        var expected = Enumerable.Range(0, log.Count).Where(i => i >= start && i < end && log[i]).Select(i => (long)i);
        return delivered.SequenceEqual(expected)
            && shown == Math.Max(start, Math.Min(end, log.Count))
            && progress.IsDone == (start >= end || log.Count >= end);
    });
}
