namespace KongAkka.Pipeline.StarRocks.Loading;

/// <summary>
/// Says how long StarRocks can be trusted not to have forgotten a label. It keeps finished ones for <c>label_keep_max_second</c>, three days by default;
/// afterwards a label that was loaded looks like one that never was.
/// </summary>
internal sealed class LabelGuard
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(3) - TimeSpan.FromHours(2);

    private readonly TimeProvider _time;
    private long? _sent;

    public LabelGuard(TimeProvider time) => _time = time;

    /// <summary>Whether a label that StarRocks does not know was not loaded. Always, as long as nothing was sent under it.</summary>
    public bool IsTrusted => _sent is not { } sent || _time.GetElapsedTime(sent) < Retention;

    /// <summary>Notes that a request with the label may have reached StarRocks.</summary>
    /// <param name="at">The timestamp of its beginning.</param>
    public void Sent(long at) => _sent ??= at;

    /// <summary>Notes that StarRocks does not hold the label: what was sent under it until now is void.</summary>
    public void Void() => _sent = null;
}
