namespace KongAkka.Sandbox.Producing;

/// <summary>Says how many records are due at a rate. What could not be sent while traffic had to wait is not caught up later. Not thread-safe.</summary>
/// <param name="rate">Records a second.</param>
/// <param name="time">The clock.</param>
internal sealed class Pace(int rate, TimeProvider time)
{
    private readonly int _largestBurst = Math.Max(1, rate / 4);
    private long _from = time.GetTimestamp();
    private long _taken;

    /// <summary>The records that are due now; at most a quarter of a second's worth.</summary>
    public int Due()
    {
        var due = (long)(time.GetElapsedTime(_from).TotalSeconds * rate) - _taken;
        if (due <= _largestBurst) return (int)due;
        _from = time.GetTimestamp() - (long)((double)_largestBurst / rate * time.TimestampFrequency);
        _taken = 0;
        return _largestBurst;
    }

    /// <summary>Takes note of records that were sent.</summary>
    public void Take(int records) => _taken += records;
}
