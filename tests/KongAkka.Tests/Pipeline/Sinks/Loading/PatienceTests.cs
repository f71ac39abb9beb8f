using KongAkka.Pipeline;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.Telemetry;

namespace KongAkka.Tests.Pipeline.Sinks.Loading;

public sealed class PatienceTests
{
    private static readonly Backoff NoJitter = Backoff.Default with { Jitter = 0 };

    private readonly ManualTime _time = new();
    private readonly RecordingLogger _log = new();
    private readonly RetryLog _retries;
    private readonly Patience _patience;

    public PatienceTests()
    {
        var context = new SinkContext(SampleRows.Schema, NoJitter, new PathCounters(), _log, _time);
        _retries = new RetryLog(context);
        _patience = new Patience("Load l", context, _retries);
    }

    [Theory]
    [InlineData(RetryPace.Soon, 1.0)]
    [InlineData(RetryPace.Long, 25.629)]
    public async Task A_wait_lasts_as_long_as_its_pace_says(object pace, double seconds)
    {
        var waiting = _patience.WaitAsync((RetryPace)pace, new LoadTrouble("what", "remedy"), default);
        _time.Advance(TimeSpan.FromSeconds(seconds - 0.01));
        Assert.False(waiting.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(0.02));
        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Trouble_of_one_kind_is_a_warning_once_every_half_minute()
    {
        for (var second = 0; second < 60; second++)
        {
            _retries.Tell("Load l", second, new LoadTrouble($"{second} versions", "remedy"), TimeSpan.Zero);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _retries.Tell("Load l", 61, new LoadTrouble("something else", "another remedy"), TimeSpan.Zero);
        Assert.Equal(3, _log.Warnings.Count());
        Assert.Equal(61, _log.Entries.Count);
    }

    [Fact]
    public void Trouble_is_shown_until_it_is_mended()
    {
        _retries.Tell("Load l", 1, new LoadTrouble("What is wrong.", "What to do."), TimeSpan.Zero);
        Assert.Equal("What is wrong. What to do.", _retries.Trouble);

        _retries.Mended();
        Assert.Null(_retries.Trouble);
    }
}
