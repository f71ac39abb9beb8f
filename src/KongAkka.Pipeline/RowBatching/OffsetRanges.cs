using KongAkka.Pipeline.Consuming;

namespace KongAkka.Pipeline.RowBatching;

/// <summary>
/// Gathers what was read of each partition into ranges, one set after the other without a gap: a range begins where the one before it ended, so that
/// offsets which are never delivered (control records, compacted ones) belong to a range as well. Not thread-safe.
/// </summary>
public sealed class OffsetRanges
{
    private const long Unknown = -1;

    private OffsetRange[] _open = [];

    /// <summary>Makes an empty set.</summary>
    /// <param name="starts">Where reading starts. A partition that is not named starts at its first record.</param>
    public OffsetRanges(IEnumerable<PartitionBounds>? starts = null)
    {
        foreach (var start in starts ?? []) Slot(start.Partition) = new OffsetRange(start.Partition, start.Start, start.Start, 0);
    }

    /// <summary>Whether nothing was read since the last cut.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Adds records of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="from">The index of the first record to add.</param>
    /// <param name="to">The index behind the last one.</param>
    /// <exception cref="InvalidOperationException">A record lies before what was read already.</exception>
    public void AddRecords(ConsumedBatch batch, int from, int to)
    {
        for (var record = from; record < to; record++) Add(batch.Partition(record), batch.Offset(record));
        if (to > from) IsEmpty = false;
    }

    /// <summary>Notes that a partition was read up to a position that no record shows.</summary>
    /// <param name="position">The position; without effect when the partition was read beyond it.</param>
    public void Advance(PartitionPosition position)
    {
        ref var range = ref Slot(position.Partition);
        if (range.Next == Unknown) range = range with { First = position.Next, Next = position.Next };
        if (position.Next <= range.Next) return;
        range = range with { Next = position.Next };
        IsEmpty = false;
    }

    /// <summary>Ends the open ranges and begins the next ones behind them.</summary>
    /// <returns>The ranges that hold something, by partition.</returns>
    public IReadOnlyList<OffsetRange> Cut()
    {
        OffsetRange[] cut = [.. _open.Where(range => range.Next > range.First)];
        for (var partition = 0; partition < _open.Length; partition++)
        {
            ref var range = ref _open[partition];
            range = range with { First = range.Next, Records = 0 };
        }

        IsEmpty = true;
        return cut;
    }

    private void Add(int partition, long offset)
    {
        ref var range = ref Slot(partition);
        if (range.Next == Unknown) range = range with { First = offset };
        else if (offset < range.Next) throw new InvalidOperationException($"offset {offset} of partition {partition} came after {range.Next - 1}");
        range = new OffsetRange(partition, range.First, offset + 1, range.Records + 1);
    }

    private ref OffsetRange Slot(int partition)
    {
        if (partition >= _open.Length) Grow(partition);
        return ref _open[partition];
    }

    private void Grow(int partition)
    {
        var known = _open.Length;
        Array.Resize(ref _open, partition + 1);
        for (var added = known; added <= partition; added++) _open[added] = new OffsetRange(added, Unknown, Unknown, 0);
    }
}
