namespace KongAkka.Jobs.Replays;

/// <summary>What became of the rejected records that a replay was asked for, each origin counted once.</summary>
public sealed class ReplayTally
{
    private readonly SortedDictionary<string, long> _rejected = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _dropped = new(StringComparer.Ordinal);

    /// <summary>Records whose rows this replay has loaded, or found in the table where an earlier one was ended.</summary>
    public long Loaded { get; private set; }

    /// <summary>The loads that they are in.</summary>
    public long Loads { get; private set; }

    /// <summary>Records that were rejected again and stay rejected, by reason.</summary>
    public IReadOnlyDictionary<string, long> Rejected => _rejected;

    /// <summary>Records that the rule does not want any more, by reason.</summary>
    public IReadOnlyDictionary<string, long> Dropped => _dropped;

    /// <summary>Records that an earlier replay has loaded.</summary>
    public long ReplayedBefore { get; internal set; }

    /// <summary>Records that the job may still read again and load by itself.</summary>
    public long NotPassed { get; internal set; }

    /// <summary>Records that the job has read again after they were rejected, and not rejected then.</summary>
    public long ReadAgain { get; internal set; }

    internal void AddLoad(long records)
    {
        Loads++;
        Loaded += records;
    }

    internal void AddRejected(string reason) => _rejected[reason] = _rejected.GetValueOrDefault(reason) + 1;

    internal void AddDropped(string reason) => _dropped[reason] = _dropped.GetValueOrDefault(reason) + 1;
}
