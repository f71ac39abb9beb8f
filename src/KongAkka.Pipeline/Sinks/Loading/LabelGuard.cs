namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>
/// Says whether a label can have been forgotten. StarRocks keeps finished ones for <c>label_keep_max_second</c>, and of each database not more than
/// <c>label_keep_max_num</c>, whoever made them; afterwards a label that was loaded looks like one that never was. Pure.
/// </summary>
internal sealed class LabelGuard
{
    /// <summary>Within this time no database finishes as many loads as it remembers.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(10);

    /// <summary>The most loads that StarRocks lists (its <c>stream_load_task_keep_max_num</c>): more of them do not show.</summary>
    private const int MostListed = 1000;

    /// <summary>How long a thousand loads are held to take when their number does not show: more than one a second.</summary>
    private static readonly TimeSpan UnseenThousand = TimeSpan.FromMinutes(10);

    private readonly TimeSpan _keepTime;
    private readonly int _keepNum;
    private long _since;
    private long _finished;

    /// <summary>Makes the guard of one label.</summary>
    /// <param name="terms">How long labels are kept.</param>
    /// <param name="since">From when on something may have been sent under it; null when nothing was yet.</param>
    public LabelGuard(LabelTerms terms, DateTimeOffset? since)
    {
        // StarRocks cleans up at times of its own, and two clocks differ: an eighth of the time and a tenth of the number are not counted on.
        _keepTime = terms.KeepTime * 0.875;
        _keepNum = terms.KeepNum;
        _since = since is { } sent ? Math.Max(1, sent.UtcTicks) : 0;
    }

    /// <summary>Notes that a request with the label is about to go out.</summary>
    /// <param name="now">The present time.</param>
    public void Sent(DateTimeOffset now) => Interlocked.CompareExchange(ref _since, Math.Max(1, now.UtcTicks), 0);

    /// <summary>Notes that StarRocks does not hold the label, whatever was sent under it until now.</summary>
    public void Void() => Volatile.Write(ref _since, 0);

    /// <summary>How long ago something may have been sent under the label first; zero when nothing was.</summary>
    /// <param name="now">The present time.</param>
    public TimeSpan Age(DateTimeOffset now) => Volatile.Read(ref _since) is var since and not 0 && now.UtcTicks > since ? TimeSpan.FromTicks(now.UtcTicks - since) : TimeSpan.Zero;

    /// <summary>What is left until the label is no longer trusted; may be asked from any thread.</summary>
    /// <param name="now">The present time.</param>
    public LabelMargin Margin(DateTimeOffset now) => new(_keepTime - Age(now), Spared(_keepNum) - Volatile.Read(ref _finished));

    /// <summary>Whether the loads that were finished meanwhile matter.</summary>
    /// <param name="now">The present time.</param>
    public bool NeedsCount(DateTimeOffset now) => Age(now) > Moment && Age(now) < _keepTime;

    /// <summary>Whether a label that StarRocks does not know was not loaded.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="finished">The loads that the database finished within the label's age, when that matters; null when StarRocks does not tell.</param>
    public bool IsTrusted(DateTimeOffset now, long? finished)
    {
        var age = Age(now);
        if (finished is { } counted) Volatile.Write(ref _finished, counted);
        if (age <= Moment) return true;
        if (age >= _keepTime) return false;
        var isVisible = finished is { } loads && (loads < Spared(MostListed) || _keepNum <= MostListed);
        return isVisible ? finished < Spared(_keepNum) : age < UnseenThousand * (_keepNum / 1000.0);
    }

    private static int Spared(int number) => number - (number / 10);
}
