using KongAkka.Pipeline;

namespace KongAkka.Jobs.Supervision;

/// <summary>Counts failures in a row and says how long to wait after each: Flink's exponential-delay restart strategy. Pure but for what it counts.</summary>
/// <param name="backoff">The strategy's numbers.</param>
internal sealed class RestartPolicy(Backoff backoff)
{
    private DateTimeOffset _lastFailure = DateTimeOffset.MinValue;
    private int _failures;

    /// <summary>The delay after a failure.</summary>
    /// <param name="now">When it happened.</param>
    /// <param name="random">A number in [0, 1) that places the delay within its jitter.</param>
    public TimeSpan NextDelay(DateTimeOffset now, double random)
    {
        if (now - _lastFailure >= backoff.ResetAfter) _failures = 0;
        _lastFailure = now;
        return backoff.Delay(++_failures, random);
    }
}
