using KongAkka.Sandbox.Producing;

namespace KongAkka.SandboxTests.Producing;

public sealed class RetentionGuardTests
{
    private const long Retained = 1024 * 1024;

    [Fact]
    public void Records_are_dealt_out_in_turn()
    {
        var guard = new RetentionGuard(3, Retained);
        Assert.Equal([0, 1, 2, 0, 1], Enumerable.Range(0, 5).Select(_ => guard.TryDeal(out var partition) ? partition : -1));
        Assert.Equal([2, 2, 1], guard.Ends);
    }

    [Fact]
    public void Without_a_measure_a_high_figure_is_assumed()
    {
        var guard = new RetentionGuard(1, Retained);
        Assert.Equal((long)(Retained * RetentionGuard.UsedShare) / RetentionGuard.AssumedRecordBytes, Deal(guard));
    }

    [Fact]
    public void A_measure_of_few_records_does_not_count()
    {
        var guard = new RetentionGuard(1, Retained);
        var before = guard.MaxLag;
        guard.Measure(10, 999);
        Assert.Equal(before, guard.MaxLag);
    }

    [Fact]
    public void The_measured_size_decides_how_many_may_be_unread()
    {
        var guard = new RetentionGuard(2, Retained);
        guard.Measure(100_000, 1000);
        Assert.Equal(2 * (long)(Retained * RetentionGuard.UsedShare / 100), Deal(guard));
    }

    [Fact]
    public void A_full_partition_is_passed_over()
    {
        var guard = new RetentionGuard(2, Retained);
        Deal(guard);
        guard.Update(new Dictionary<int, long> { [1] = 2 });
        Assert.Equal([1, 1, -1], Enumerable.Range(0, 3).Select(_ => guard.TryDeal(out var partition) ? partition : -1));
    }

    [Fact]
    public void A_position_that_falls_back_makes_no_difference()
    {
        var guard = new RetentionGuard(1, Retained);
        Deal(guard);
        guard.Update(new Dictionary<int, long> { [0] = 5 });
        guard.Update(new Dictionary<int, long> { [0] = 0 });
        Assert.Equal(5, Deal(guard));
    }

    private static long Deal(RetentionGuard guard)
    {
        long dealt = 0;
        while (guard.TryDeal(out _)) dealt++;
        return dealt;
    }
}
