namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>Remembers whether the brokers are away, so that it is said once when they go and once when they are back.</summary>
/// <param name="time">The clock.</param>
internal sealed class BrokerOutage(TimeProvider time)
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(2);
    private long _since;
    private long _asked;

    /// <summary>Whether the brokers are away.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Takes note that no broker answers.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Begin()
    {
        if (IsOn) return false;
        IsOn = true;
        _since = _asked = time.GetTimestamp();
        return true;
    }

    /// <summary>Whether it is time to ask a broker whether it is back; an idle topic would not tell.</summary>
    public bool ShouldAsk()
    {
        if (!IsOn || time.GetElapsedTime(_asked) < AskEvery) return false;
        _asked = time.GetTimestamp();
        return true;
    }

    /// <summary>Takes note that a broker answers.</summary>
    /// <param name="lasted">How long none did.</param>
    /// <returns>Whether that is news.</returns>
    public bool End(out TimeSpan lasted)
    {
        lasted = IsOn ? time.GetElapsedTime(_since) : TimeSpan.Zero;
        var ended = IsOn;
        IsOn = false;
        return ended;
    }
}
