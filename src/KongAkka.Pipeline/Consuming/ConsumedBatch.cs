using System.Numerics;
using System.Runtime.InteropServices;
using KongAkka.Parsing;

namespace KongAkka.Pipeline.Consuming;

/// <summary>
/// A batch of records as they came from Kafka, of any of a subtask's partitions, and how far each partition was read. The stream's element.
/// It belongs to the stage that holds it and is given back by <see cref="Return"/> once, by whoever is done with its bytes.
/// </summary>
public sealed class ConsumedBatch
{
    private readonly Action<ConsumedBatch>? _giveBack;
    private int[] _partitions = new int[1024];
    private long[] _offsets = new long[1024];
    private long[] _timestamps = new long[1024];

    /// <summary>Makes an empty batch.</summary>
    /// <param name="giveBack">Where the batch goes when it is returned; none by default.</param>
    public ConsumedBatch(Action<ConsumedBatch>? giveBack = null) => _giveBack = giveBack;

    /// <summary>The values of the records, in the order in which they came; offsets of one partition grow.</summary>
    public RecordValues Values { get; } = new();

    /// <summary>
    /// Partitions read up to a position that no record of this batch shows: the end of the partition, or of its bounded range, behind control records or
    /// compacted ones. They hold after the last record of the batch.
    /// </summary>
    public List<PartitionPosition> Positions { get; } = [];

    /// <summary>The partition of a record.</summary>
    /// <param name="record">The record's index in the batch.</param>
    public int Partition(int record) => _partitions[record];

    /// <summary>The offset of a record in its partition.</summary>
    /// <param name="record">The record's index in the batch.</param>
    public long Offset(int record) => _offsets[record];

    /// <summary>The timestamp of a record in milliseconds since 1970; -1 when it has none.</summary>
    /// <param name="record">The record's index in the batch.</param>
    public long Timestamp(int record) => _timestamps[record];

    /// <summary>The least timestamp of some records, in milliseconds since 1970; null when none of them has one.</summary>
    /// <param name="from">The index of the first record.</param>
    /// <param name="to">The index behind the last one.</param>
    public long? OldestTimestamp(int from, int to)
    {
        // Read without sign, "none" is the largest of all.
        var left = MemoryMarshal.Cast<long, ulong>(_timestamps.AsSpan(from, to - from));
        var least = new Vector<ulong>(ulong.MaxValue);
        for (; left.Length >= Vector<ulong>.Count; left = left[Vector<ulong>.Count..]) least = Vector.Min(least, new Vector<ulong>(left));
        var oldest = ulong.MaxValue;
        for (var lane = 0; lane < Vector<ulong>.Count; lane++) oldest = Math.Min(oldest, least[lane]);
        foreach (var timestamp in left) oldest = Math.Min(oldest, timestamp);
        return oldest <= long.MaxValue ? (long)oldest : null;
    }

    /// <summary>Appends a record.</summary>
    /// <param name="partition">Its partition.</param>
    /// <param name="offset">Its offset.</param>
    /// <param name="timestamp">Its timestamp in milliseconds since 1970, -1 for none.</param>
    /// <param name="value">Its value, copied.</param>
    /// <param name="isTombstone">Whether it has no value at all.</param>
    public void Add(int partition, long offset, long timestamp, ReadOnlySpan<byte> value, bool isTombstone = false)
    {
        var record = Values.Count;
        if (record == _offsets.Length) Grow();
        _partitions[record] = partition;
        _offsets[record] = offset;
        _timestamps[record] = timestamp;
        if (isTombstone) Values.AddTombstone();
        else Values.Add(value);
    }

    /// <summary>Gives the batch back to be filled again.</summary>
    public void Return() => _giveBack?.Invoke(this);

    /// <summary>Empties the batch.</summary>
    /// <param name="keepBytes">The largest buffer to keep.</param>
    public void Clear(int keepBytes)
    {
        Values.Clear(keepBytes);
        Positions.Clear();
    }

    private void Grow()
    {
        var size = _offsets.Length * 2;
        Array.Resize(ref _partitions, size);
        Array.Resize(ref _offsets, size);
        Array.Resize(ref _timestamps, size);
    }
}
