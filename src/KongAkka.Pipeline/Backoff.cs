namespace KongAkka.Pipeline;

/// <summary>
/// Flink 2.0's exponential-delay restart strategy as a pure rule: how long to wait after the n-th failure in a row.
/// </summary>
/// <param name="Initial">The first delay; 1 s by default.</param>
/// <param name="Max">The longest delay; 1 min by default.</param>
/// <param name="Multiplier">By how much each delay exceeds the one before; 1.5 by default.</param>
/// <param name="Jitter">The share by which a delay is moved at random in either direction; 0.1 by default.</param>
/// <param name="ResetAfter">Stable time after which the count of failures begins anew; 1 h by default.</param>
public sealed record Backoff(TimeSpan Initial, TimeSpan Max, double Multiplier, double Jitter, TimeSpan ResetAfter)
{
    /// <summary>Flink's defaults.</summary>
    public static Backoff Default { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), 1.5, 0.1, TimeSpan.FromHours(1));

    /// <summary>The delay before the attempt that follows a failure.</summary>
    /// <param name="failures">Failures in a row, from 1.</param>
    /// <param name="random">A number in [0, 1) that places the delay within its jitter.</param>
    public TimeSpan Delay(int failures, double random)
    {
        var exact = Initial.TotalMilliseconds * Math.Pow(Multiplier, Math.Min(failures - 1, 1000));
        var jittered = Math.Min(exact, Max.TotalMilliseconds) * (1 + (Jitter * ((2 * random) - 1)));
        return TimeSpan.FromMilliseconds(Math.Clamp(jittered, Initial.TotalMilliseconds, Max.TotalMilliseconds));
    }
}
