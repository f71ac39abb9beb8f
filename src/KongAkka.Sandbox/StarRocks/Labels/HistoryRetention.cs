namespace KongAkka.Sandbox.StarRocks.Labels;

/// <summary>
/// What <c>_statistics_.loads_history</c> shows: each finished load from <paramref name="Lag"/> after its end until <paramref name="Age"/> after it.
/// As in StarRocks it is filled from <c>information_schema.loads</c>: a load whose label is evicted before the lag is over never gets there.
/// </summary>
/// <param name="Age"><c>loads_history_retained_days</c>: 30 days by default.</param>
/// <param name="Lag">How long after its end a load appears; 60 s by default. StarRocks takes 60 to 120 s.</param>
public sealed record HistoryRetention(TimeSpan Age, TimeSpan Lag)
{
    /// <summary>30 days, after 60 s.</summary>
    public static HistoryRetention Default { get; } = new(TimeSpan.FromDays(30), TimeSpan.FromSeconds(60));
}
