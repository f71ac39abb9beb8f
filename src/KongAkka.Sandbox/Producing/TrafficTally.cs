using System.Collections.Concurrent;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.Sandbox.Producing;

/// <summary>What was sent and what must become of it; written by one thread, readable from any.</summary>
internal sealed class TrafficTally
{
    private readonly long[] _fates = new long[Enum.GetValues<ExpectedFate>().Length];
    private readonly ConcurrentDictionary<string, long> _rejected = new();
    private long _records;
    private long _bytes;

    /// <summary>The records sent.</summary>
    public long Records => Volatile.Read(ref _records);

    /// <summary>The bytes of their values.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>The records that must be rejected, by reason.</summary>
    public IReadOnlyDictionary<string, long> Rejected => _rejected;

    /// <summary>The records that must meet a fate.</summary>
    public long Of(ExpectedFate fate) => Volatile.Read(ref _fates[(int)fate]);

    /// <summary>Counts a record that was sent.</summary>
    public void Count(TrafficRecord record)
    {
        Interlocked.Increment(ref _fates[(int)record.Fate]);
        if (record.Fate == ExpectedFate.Rejected) _rejected.AddOrUpdate(record.Reason, 1, (_, n) => n + 1);
        Interlocked.Add(ref _bytes, record.Value.Length);
        Interlocked.Increment(ref _records);
    }
}
