namespace KongAkka.Pipeline.StarRocks.Loading;

/// <summary>
/// Says whether StarRocks can have forgotten a label. It keeps finished ones for <c>label_keep_max_second</c>, and of each database not more than
/// <c>label_keep_max_num</c>, whoever made them; afterwards a label that was loaded looks like one that never was. Pure.
/// </summary>
internal sealed class LabelGuard
{
    /// <summary>Within this time no database finishes as many loads as it remembers.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(10);

    /// <summary>How long a label is trusted when StarRocks does not tell how many loads it finished: 1,000 loads at more than one a second.</summary>
    private static readonly TimeSpan Unseen = TimeSpan.FromMinutes(10);

    private readonly TimeSpan _keepTime;
    private readonly long _keepNum;
    private DateTimeOffset? _since;

    /// <summary>Makes the guard of one label.</summary>
    /// <param name="settings">What StarRocks keeps.</param>
    /// <param name="since">From when on something may have been sent under it; null when nothing was yet.</param>
    public LabelGuard(StarRocksSettings settings, DateTimeOffset? since)
    {
        // StarRocks cleans up at times of its own, and two clocks differ: an eighth of the time and a tenth of the number are not counted on.
        _keepTime = settings.LabelKeepTime * 0.875;
        _keepNum = settings.LabelKeepNum - (settings.LabelKeepNum / 10);
        _since = since;
    }

    /// <summary>Notes that a request with the label is about to go out.</summary>
    /// <param name="now">The present time.</param>
    public void Sent(DateTimeOffset now) => _since ??= now;

    /// <summary>Notes that StarRocks does not hold the label, whatever was sent under it until now.</summary>
    public void Void() => _since = null;

    /// <summary>How long ago something may have been sent under the label first; zero when nothing was.</summary>
    /// <param name="now">The present time.</param>
    public TimeSpan Age(DateTimeOffset now) => _since is { } since && now > since ? now - since : TimeSpan.Zero;

    /// <summary>Whether the loads that were finished meanwhile matter.</summary>
    /// <param name="now">The present time.</param>
    public bool NeedsCount(DateTimeOffset now) => Age(now) > Moment && Age(now) < _keepTime;

    /// <summary>Whether a label that StarRocks does not know was not loaded.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="finished">The loads that the database finished within the label's age, when that matters; null when StarRocks does not tell.</param>
    public bool IsTrusted(DateTimeOffset now, long? finished)
    {
        var age = Age(now);
        if (age <= Moment) return true;
        return age < _keepTime && (finished is { } loads ? loads < _keepNum : age < Unseen);
    }
}
