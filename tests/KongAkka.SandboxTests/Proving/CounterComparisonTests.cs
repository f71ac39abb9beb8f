using KongAkka.Pipeline.Telemetry;
using KongAkka.Sandbox.Producing;
using KongAkka.Sandbox.Proving;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.SandboxTests.Proving;

public sealed class CounterComparisonTests
{
    private readonly TrafficTally _tally = new();
    private readonly PathCounters _counters = new();

    public CounterComparisonTests()
    {
        Send(10, ExpectedFate.Kept);
        Send(8, ExpectedFate.Filtered);
        Send(3, ExpectedFate.Unreadable);
        Send(2, ExpectedFate.Tombstone);
        Send(1, ExpectedFate.Rejected, "unfit-request_url");
        _counters.Consumed(24, 2400);
        _counters.Kept(10);
        _counters.Loaded(10, 1000);
        _counters.Drop("filtered", 9);
        _counters.Drop("unreadable", 2);
        _counters.Drop("tombstone", 2);
        _counters.Reject("unfit-request_url", 1);
    }

    [Fact]
    public void Figures_that_agree_are_no_disagreement() => Assert.Empty(CounterComparison.Disagreements(_tally, _counters));

    [Theory]
    [InlineData("filtered", "dropped: filtered and unreadable: 11 expected, 12 counted")]
    [InlineData("tombstone", "dropped: tombstone: 2 expected, 3 counted")]
    [InlineData("a new reason", "dropped: a new reason: 0 expected, 1 counted")]
    public void One_more_that_was_dropped_is_named(string reason, string named)
    {
        _counters.Drop(reason, 1);
        Assert.Equal([named], CounterComparison.Disagreements(_tally, _counters));
    }

    [Theory]
    [InlineData("unfit-request_url", "rejected: unfit-request_url: 1 expected, 2 counted")]
    [InlineData("refused-by-sink", "rejected: refused-by-sink: 0 expected, 1 counted")]
    public void One_more_that_was_rejected_is_named(string reason, string named)
    {
        _counters.Reject(reason, 1);
        Assert.Equal([named], CounterComparison.Disagreements(_tally, _counters));
    }

    [Fact]
    public void More_unreadable_records_than_were_sent_are_named()
    {
        Send(2, ExpectedFate.Filtered);
        _counters.Consumed(2, 200);
        _counters.Drop("unreadable", 2);
        Assert.Equal(["dropped: unreadable: 3 expected, 4 counted"], CounterComparison.Disagreements(_tally, _counters));
    }

    [Fact]
    public void A_record_that_was_not_read_is_named()
    {
        Send(1, ExpectedFate.Kept);
        Assert.Equal(
            ["records read: 25 expected, 24 counted", "rows kept: 11 expected, 10 counted", "rows loaded: 11 expected, 10 counted"],
            CounterComparison.Disagreements(_tally, _counters));
    }

    private void Send(int records, ExpectedFate fate, string reason = "")
    {
        var record = new TrafficRecord { Fate = fate, Reason = reason };
        for (var i = 0; i < records; i++) _tally.Count(record);
    }
}
