using KongAkka.Jobs;
using KongAkka.Pipeline.Telemetry;
using KongAkka.Sandbox.Running;

namespace KongAkka.SandboxTests.Running;

public sealed class DrainWatchTests
{
    private readonly ManualTime _time = new();
    private readonly DrainWatch _watch;

    public DrainWatchTests() => _watch = new DrainWatch(_time);

    [Fact]
    public void A_job_that_settled_everything_is_drained() => Assert.Equal(DrainState.Drained, Check(JobState.Running, 10, 20));

    [Fact]
    public void A_job_that_ended_after_settling_everything_is_drained() => Assert.Equal(DrainState.Drained, Check(JobState.Suspended, 10, 20));

    [Fact]
    public void A_partition_without_a_position_is_not_settled() => Assert.Equal(DrainState.Draining, Check(JobState.Running, 10));

    [Fact]
    public void A_partition_that_was_sent_nothing_needs_no_position() =>
        Assert.Equal(DrainState.Drained, _watch.Check([0, 5], Status(JobState.Running, new Dictionary<int, long> { [1] = 5 })));

    [Fact]
    public void A_failed_job_is_not_waited_for() => Assert.Equal(DrainState.JobEnded, Check(JobState.Failed, 10, 19));

    [Fact]
    public void A_job_that_gets_on_is_waited_for_without_end()
    {
        for (var position = 0; position < 20; position++)
        {
            Assert.Equal(DrainState.Draining, Check(JobState.Running, 10, position));
            _time.Advance(DrainWatch.Patience - TimeSpan.FromTicks(1));
        }
    }

    [Fact]
    public void A_job_that_settles_nothing_for_a_minute_is_given_up()
    {
        Assert.Equal(DrainState.Draining, Check(JobState.Restarting, 10, 19));
        _time.Advance(DrainWatch.Patience - TimeSpan.FromTicks(1));
        Assert.Equal(DrainState.Draining, Check(JobState.Restarting, 10, 19));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(DrainState.Stalled, Check(JobState.Restarting, 10, 19));
    }

    private DrainState Check(JobState state, params long[] positions) =>
        _watch.Check([10, 20], Status(state, positions.Select((next, partition) => (next, partition)).ToDictionary(p => p.partition, p => p.next)));

    private static JobStatus Status(JobState state, IReadOnlyDictionary<int, long> positions) =>
        new("access-log", new string('0', 32), state, new PathCounters(), positions, DateTimeOffset.UnixEpoch, null, null);
}
