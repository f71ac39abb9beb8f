using KongAkka.Sandbox.Producing;

namespace KongAkka.SandboxTests.Producing;

public sealed class PaceTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Nothing_is_due_at_the_start() => Assert.Equal(0, new Pace(1000, _time).Due());

    [Fact]
    public void Records_become_due_at_the_rate()
    {
        var pace = new Pace(1000, _time);
        var sent = 0;
        for (var tick = 0; tick < 1000; tick++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            var due = pace.Due();
            pace.Take(due);
            sent += due;
        }

        Assert.Equal(10_000, sent);
    }

    [Fact]
    public void A_slow_rate_sends_whole_records()
    {
        var pace = new Pace(1, _time);
        _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Equal(0, pace.Due());
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(1, pace.Due());
    }

    [Fact]
    public void What_was_missed_while_waiting_is_not_caught_up()
    {
        var pace = new Pace(1000, _time);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(250, pace.Due());
        pace.Take(250);
        Assert.Equal(0, pace.Due());
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(100, pace.Due());
    }
}
