namespace KongAkka.Sandbox.Traffic;

/// <summary>The clock of the node whose logs are made: moves on by random steps around the mean that the rate gives.</summary>
/// <param name="plan">Start and rate.</param>
/// <param name="random">The source of all draws.</param>
internal sealed class LogClock(TrafficPlan plan, Random random)
{
    private static readonly TimeSpan Seoul = TimeSpan.FromHours(9);
    private readonly double _meanStepTicks = (double)TimeSpan.TicksPerSecond / plan.Rate;
    private DateTime _now = plan.Start.UtcDateTime;

    /// <summary>Moves on to the next record.</summary>
    public void Advance() => _now = _now.AddTicks((long)(2 * random.NextDouble() * _meanStepTicks));

    /// <summary>Writes the time as container runtimes do: UTC with nanoseconds.</summary>
    public void WriteRuntime(Utf8Text to) => to.Add(_now, "yyyy-MM-ddTHH:mm:ss.fffffff").Add(random.Next(100), "00").Add("Z"u8);

    /// <summary>Writes the time as nginx writes it into an access line.</summary>
    public void WriteAccess(Utf8Text to) => to.Add(_now, "dd/MMM/yyyy:HH:mm:ss").Add(" +0000"u8);

    /// <summary>Writes the time as nginx writes it into an error line.</summary>
    public void WriteError(Utf8Text to) => to.Add(_now, "yyyy/MM/dd HH:mm:ss");

    /// <summary>Writes the second in Asia/Seoul, which is what the table must show. Nine hours ahead ever since 1988.</summary>
    public void WriteSeoul(Utf8Text to) => to.Add(_now + Seoul, "yyyy-MM-dd HH:mm:ss");
}
