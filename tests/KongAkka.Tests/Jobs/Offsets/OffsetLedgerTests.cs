using CsCheck;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Tests.Jobs.Offsets;

public sealed class OffsetLedgerTests
{
    [Fact]
    public void A_committed_load_moves_the_positions_of_its_partitions()
    {
        var ledger = Ledger();
        ledger.Plan(0, [new OffsetRange(0, 10, 25, 15)]);
        Assert.Equal([new PartitionPosition(0, 25)], ledger.Commit(0));
        Assert.Equal(25, ledger.Positions[0]);
        Assert.Equal(20, ledger.Positions[1]);
    }

    [Fact]
    public void A_load_that_commits_before_an_earlier_one_waits_for_it()
    {
        var ledger = Ledger();
        ledger.Plan(0, [new OffsetRange(0, 10, 25, 15)]);
        ledger.Plan(1, [new OffsetRange(0, 25, 40, 15), new OffsetRange(1, 20, 21, 1)]);
        Assert.Empty(ledger.Commit(1));
        Assert.Equal(10, ledger.Positions[0]);
        Assert.Equal([new PartitionPosition(0, 40), new PartitionPosition(1, 21)], ledger.Commit(0));
        Assert.Equal(0, ledger.Open);
    }

    [Fact]
    public void A_load_that_would_skip_offsets_is_refused()
    {
        var ledger = Ledger();
        ledger.Plan(0, [new OffsetRange(0, 11, 25, 14)]);
        Assert.Throws<InvalidOperationException>(() => ledger.Commit(0));
    }

    [Fact]
    public void In_whatever_order_loads_commit_a_position_never_passes_one_that_is_missing() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int).Sample((loads, seed) =>
        {
            var ledger = new OffsetLedger([new PartitionBounds(0, 0)]);
            for (var i = 0; i < loads; i++) ledger.Plan(i, [new OffsetRange(0, i * 10, (i + 1) * 10, 10)]);
            var order = Enumerable.Range(0, loads).ToArray();
            new Random(seed).Shuffle(order);
            HashSet<int> committed = [];
            foreach (var load in order)
            {
                ledger.Commit(load);
                committed.Add(load);
                var unbroken = Enumerable.Range(0, loads).TakeWhile(committed.Contains).Count();
                Assert.Equal(unbroken * 10, ledger.Positions[0]);
            }
        });

    private static OffsetLedger Ledger() => new([new PartitionBounds(0, 10), new PartitionBounds(1, 20)]);
}
