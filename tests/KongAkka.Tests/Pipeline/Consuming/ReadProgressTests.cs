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
