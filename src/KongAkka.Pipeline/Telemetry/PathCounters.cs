using System.Collections.Concurrent;

namespace KongAkka.Pipeline.Telemetry;

/// <summary>What passed along the path of one job; written by its graphs, readable from any thread at any time.</summary>
public sealed class PathCounters
{
    private readonly ConcurrentDictionary<string, long> _dropped = new();
    private readonly ConcurrentDictionary<string, long> _rejected = new();
    private readonly ConcurrentDictionary<string, long> _unfit = new();
    private readonly ConcurrentDictionary<string, long> _nulls = new();
    private readonly long[] _outcomes = new long[Enum.GetValues<LoadOutcome>().Length];
    private long _records, _recordBytes, _rows, _loads, _loadedRows, _loadedBytes, _retries;

    /// <summary>Records delivered by Kafka.</summary>
    public long Records => Volatile.Read(ref _records);

    /// <summary>Bytes of values delivered by Kafka.</summary>
    public long RecordBytes => Volatile.Read(ref _recordBytes);

    /// <summary>Rows that the rule kept and the table can hold.</summary>
    public long Rows => Volatile.Read(ref _rows);

    /// <summary>Loads that are in the table.</summary>
    public long Loads => Volatile.Read(ref _loads);

    /// <summary>Rows that are in the table.</summary>
    public long LoadedRows => Volatile.Read(ref _loadedRows);

    /// <summary>Bytes of the bodies of those loads.</summary>
    public long LoadedBytes => Volatile.Read(ref _loadedBytes);

    /// <summary>Attempts of a load that had to be repeated.</summary>
    public long Retries => Volatile.Read(ref _retries);

    /// <summary>Records dropped, by reason.</summary>
    public IReadOnlyDictionary<string, long> Dropped => _dropped;

    /// <summary>Records rejected, by reason.</summary>
    public IReadOnlyDictionary<string, long> Rejected => _rejected;

    /// <summary>Values that their column could not hold, by column, whatever became of them.</summary>
    public IReadOnlyDictionary<string, long> Unfit => _unfit;

    /// <summary>Values that the rule did not find, by column.</summary>
    public IReadOnlyDictionary<string, long> Nulls => _nulls;

    /// <summary>Loads that ended in a way.</summary>
    /// <param name="outcome">How.</param>
    public long Ended(LoadOutcome outcome) => Volatile.Read(ref _outcomes[(int)outcome]);

    /// <summary>Counts a batch delivered by Kafka.</summary>
    /// <param name="records">Its records.</param>
    /// <param name="bytes">The bytes of their values.</param>
    public void Consumed(long records, long bytes)
    {
        Interlocked.Add(ref _records, records);
        Interlocked.Add(ref _recordBytes, bytes);
    }

    /// <summary>Counts rows.</summary>
    /// <param name="rows">How many.</param>
    public void Kept(long rows) => Interlocked.Add(ref _rows, rows);

    /// <summary>Counts records that were dropped.</summary>
    /// <param name="reason">Why, in the users' word.</param>
    /// <param name="records">How many.</param>
    public void Drop(string reason, long records) => _dropped.AddOrUpdate(reason, records, (_, n) => n + records);

    /// <summary>Counts records that were rejected.</summary>
    /// <param name="reason">Why, in the users' word.</param>
    /// <param name="records">How many.</param>
    public void Reject(string reason, long records) => _rejected.AddOrUpdate(reason, records, (_, n) => n + records);

    /// <summary>Counts values that their column could not hold.</summary>
    /// <param name="column">The column.</param>
    /// <param name="values">How many.</param>
    public void Misfit(string column, long values) => _unfit.AddOrUpdate(column, values, (_, n) => n + values);

    /// <summary>Counts values that the rule did not find.</summary>
    /// <param name="column">The column.</param>
    /// <param name="values">How many.</param>
    public void Missing(string column, long values) => _nulls.AddOrUpdate(column, values, (_, n) => n + values);

    /// <summary>Counts the end of a load.</summary>
    /// <param name="outcome">How it ended.</param>
    public void End(LoadOutcome outcome) => Interlocked.Increment(ref _outcomes[(int)outcome]);

    /// <summary>Counts a load that is in the table.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="bytes">The bytes of its body.</param>
    public void Loaded(long rows, long bytes)
    {
        Interlocked.Increment(ref _loads);
        Interlocked.Add(ref _loadedRows, rows);
        Interlocked.Add(ref _loadedBytes, bytes);
    }

    /// <summary>Counts an attempt of a load that has to be repeated.</summary>
    public void Retry() => Interlocked.Increment(ref _retries);
}
