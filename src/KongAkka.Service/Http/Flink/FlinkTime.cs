namespace KongAkka.Service.Http.Flink;

/// <summary>Times as Flink writes them: milliseconds since 1970, -1 for one that has not come.</summary>
internal static class FlinkTime
{
    /// <summary>A time.</summary>
    /// <param name="time">The time; null for one that has not come.</param>
    public static long Of(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds() ?? -1;

    /// <summary>The milliseconds between two times.</summary>
    /// <param name="start">The earlier one.</param>
    /// <param name="end">The later one.</param>
    public static long Between(DateTimeOffset start, DateTimeOffset end) => Math.Max(0, Of(end) - Of(start));
}
