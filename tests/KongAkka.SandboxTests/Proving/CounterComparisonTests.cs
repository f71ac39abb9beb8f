using KongAkka.Jobs;
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
    public void Figures_that_agree_are_no_disagreement() => Assert.Empty(Disagreements());

    [Theory]
    [InlineData("filtered", "dropped: filtered and unreadable: 11 expected, 12 counted")]
    [InlineData("tombstone", "dropped: tombstone: 2 expected, 3 counted")]
    [InlineData("a new reason", "dropped: a new reason: 0 expected, 1 counted")]
    public void One_more_that_was_dropped_is_named(string reason, string named)
    {
        _counters.Drop(reason, 1);
        Assert.Equal([named], Disagreements());
    }

    [Theory]
    [InlineData("unfit-request_url", "rejected: unfit-request_url: 1 expected, 2 counted")]
    [InlineData("refused-by-sink", "rejected: refused-by-sink: 0 expected, 1 counted")]
    public void One_more_that_was_rejected_is_named(string reason, string named)
    {
        _counters.Reject(reason, 1);
        Assert.Equal([named], Disagreements());
    }

    [Fact]
    public void More_unreadable_records_than_were_sent_are_named()
    {
        Send(2, ExpectedFate.Filtered);
        _counters.Consumed(2, 200);
        _counters.Drop("unreadable", 2);
        Assert.Equal(["dropped: unreadable: 3 expected, 4 counted"], Disagreements());
    }

    [Fact]
    public void A_record_that_was_not_read_is_named()
    {
        Send(1, ExpectedFate.Kept);
        Assert.Equal(
            ["records read: 25 expected, 24 counted", "rows kept: 11 expected, 10 counted", "rows loaded: 11 expected, 10 counted"],
            Disagreements());
    }

    [Fact]
    public void After_a_restart_records_may_have_been_counted_again()
    {
        _counters.Consumed(3, 300);
        _counters.Kept(1);
        _counters.Drop("filtered", 1);
        _counters.Reject("unfit-request_url", 1);
        Assert.NotEmpty(Disagreements());
        Assert.Empty(Disagreements(failure: "the broker was away"));
    }

    [Fact]
    public void After_a_restart_rows_loaded_again_and_new_reasons_are_still_named()
    {
        _counters.Loaded(1, 100);
        _counters.Reject("refused-by-sink", 1);
        Assert.Equal(
            ["rows loaded: 10 expected, 11 counted", "rejected: refused-by-sink: 0 expected, 1 counted"], Disagreements(failure: "the broker was away"));
    }

    private IReadOnlyList<string> Disagreements(string? failure = null) => CounterComparison.Disagreements(
        _tally,
        new JobStatus("access-log", new string('0', 32), JobState.Suspended, _counters, new Dictionary<int, long>(), DateTimeOffset.UnixEpoch, null, failure));

    private void Send(int records, ExpectedFate fate, string reason = "")
    {
        var record = new TrafficRecord { Fate = fate, Reason = reason };
        for (var i = 0; i < records; i++) _tally.Count(record);
    }
}
