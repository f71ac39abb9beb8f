using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class BatchPoolTests
{
    [Fact]
    public void No_more_batches_are_out_than_there_are_and_a_returned_one_is_empty_again()
    {
        var returned = 0;
        var pool = new BatchPool(2, () => returned++);
        var first = pool.TryTake()!;
        Assert.NotNull(pool.TryTake());
        Assert.Null(pool.TryTake());
        first.Add(0, 1, 2, "x"u8);
        first.Positions.Add(new PartitionPosition(0, 1));
        first.Return();
        Assert.Equal((1, 1), (returned, pool.Out));
        Assert.Same(first, pool.TryTake());
        Assert.Equal(0, first.Values.Count);
        Assert.Empty(first.Positions);
    }

    [Fact]
    public void A_batch_that_is_returned_twice_is_an_error()
    {
        var batch = new BatchPool(1, () => { }).TryTake()!;
        batch.Return();
        Assert.Throws<InvalidOperationException>(batch.Return);
    }

    [Fact]
    public void Commits_that_wait_are_merged_by_partition()
    {
        var pending = new PendingCommit();
        Assert.Empty(pending.Take());
        pending.Add([new(0, 1), new(1, 5)]);
        pending.Add([new(0, 3)]);
        Assert.Equal([new(0, 3), new PartitionPosition(1, 5)], pending.Take().OrderBy(p => p.Partition));
        Assert.Empty(pending.Take());
    }

    [Fact]
    public void Commits_that_were_taken_wait_again_unless_later_ones_do()
    {
        var pending = new PendingCommit();
        pending.Add([new(0, 1), new(1, 5)]);
        pending.Take();
        pending.Add([new(0, 2)]);
        pending.Again();
        Assert.Equal([new(0, 2), new PartitionPosition(1, 5)], pending.Take().OrderBy(p => p.Partition));
        Assert.Empty(pending.Take());
    }

    [Fact]
    public void A_signal_before_the_wait_ends_it()
    {
        var wakeup = new Wakeup();
        wakeup.Signal();
        // Without the signal this would hang.
        wakeup.Wait(Timeout.InfiniteTimeSpan);
        wakeup.Wait(TimeSpan.FromMilliseconds(1));
    }
}
