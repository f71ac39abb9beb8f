using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class ReadProgressTests
{
    [Fact]
    public void Partitions_that_become_done_are_given_once()
    {
        var progress = new ReadProgress([new(4, 0, 2), new(1, 0), new(2, 7, 7)]);
        Assert.Equal([new PartitionPosition(1, 0), new PartitionPosition(4, 0)], progress.Open);
        Assert.Empty(progress.TakeDone());
        progress[4].MeetEnd(2);
        Assert.Equal([4], progress.TakeDone());
        Assert.Empty(progress.TakeDone());
        Assert.Equal([new PartitionPosition(1, 0)], progress.Open);
        Assert.False(progress.IsDone);
    }

    [Fact]
    public void All_is_done_when_every_partition_is()
    {
        Assert.True(new ReadProgress([]).IsDone);
        Assert.True(new ReadProgress([new(0, 3, 3)]).IsDone);
    }

    [Fact]
    public void Unread_are_the_offsets_up_to_the_known_ends_and_the_bounds()
    {
        var progress = new ReadProgress([new(0, 5), new(1, 5, 20), new(2, 5), new(3, 5, 5)]);
        Assert.Equal(0, progress.Unread(new Dictionary<int, long>()));
        var ends = new Dictionary<int, long> { [0] = 15, [1] = 100, [2] = 3, [3] = 100 };
        Assert.Equal(10 + 15, progress.Unread(ends));
        progress[0].Deliver(11);
        progress[1].MeetEnd(100);
        Assert.Equal(3, progress.Unread(ends));
    }

    [Fact]
    public void Positions_of_all_partitions_are_told()
    {
        var progress = new ReadProgress([new(0, 0), new(1, 0), new(2, 0)]);
        progress[0].MeetEnd(5);
        progress[2].MeetEnd(9);
        var told = new List<PartitionPosition>();
        progress.TellTo(told);
        Assert.Equal([new PartitionPosition(0, 5), new PartitionPosition(2, 9)], told);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(9)]
    public void A_partition_of_somebody_else_is_an_error(int partition) =>
        Assert.Throws<InvalidOperationException>(() => new ReadProgress([new(0, 0), new(2, 0)])[partition]);

    [Fact]
    public void A_partition_named_twice_is_an_error() =>
        Assert.Throws<ArgumentException>(() => new ReadProgress([new(0, 0), new(0, 5)]));
}
