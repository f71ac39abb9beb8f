namespace KongAkka.Pipeline.Telemetry;

/// <summary>After which time without progress a job says so.</summary>
/// <param name="SourceStall">How long unread records may be there while none comes; zero for never.</param>
/// <param name="SinkStall">How long a load may be under way; zero for never.</param>
public sealed record WatchdogSettings(TimeSpan SourceStall, TimeSpan SinkStall)
{
    /// <summary>60 s and 5 min.</summary>
    public static WatchdogSettings Default { get; } = new(TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(5));

    /// <summary>How often to look: often enough for the shorter of both, every 5 s at most.</summary>
    public TimeSpan Interval
    {
        get
        {
            TimeSpan[] limits = [TimeSpan.FromSeconds(20), .. new[] { SourceStall, SinkStall }.Where(limit => limit > TimeSpan.Zero)];
            return TimeSpan.FromMilliseconds(Math.Max(50, limits.Min().TotalMilliseconds / 4));
        }
    }
}
