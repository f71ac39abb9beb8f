namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>How long to wait before a failed consumer is made anew.</summary>
/// <param name="backoff">The delay after each failure in a row.</param>
/// <param name="time">The clock.</param>
internal sealed class RebuildDelay(Backoff backoff, TimeProvider time)
{
    private int _failures;
    private long _failedAt;
    private TimeSpan _delay;

    /// <summary>Takes note of a failure.</summary>
    public void Failed()
    {
        if (_failures > 0 && time.GetElapsedTime(_failedAt) >= backoff.ResetAfter) _failures = 0;
        _failedAt = time.GetTimestamp();
        _delay = backoff.Delay(++_failures, Random.Shared.NextDouble());
    }

    /// <summary>What is left of the delay; zero when there is none.</summary>
    public TimeSpan Left()
    {
        if (_failures == 0) return TimeSpan.Zero;
        var left = _delay - time.GetElapsedTime(_failedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
