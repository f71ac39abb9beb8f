using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Offsets;

/// <summary>
/// How far a graph's loads are in the table. Loads are planned in order and commit in any order; a position moves only over the unbroken run of committed
/// loads from the first on, so that nothing before it is missing. Pure.
/// </summary>
internal sealed class OffsetLedger
{
    private readonly SortedDictionary<int, long> _positions = [];
    private readonly Queue<(long Number, IReadOnlyList<OffsetRange> Ranges)> _open = new();
    private readonly HashSet<long> _committed = [];

    /// <summary>Makes a ledger.</summary>
    /// <param name="start">Where reading begins.</param>
    public OffsetLedger(IEnumerable<PartitionBounds> start)
    {
        foreach (var bounds in start) _positions[bounds.Partition] = bounds.Start;
    }

    /// <summary>The next offset by partition: all below it are in the table, dropped or rejected.</summary>
    public IReadOnlyDictionary<int, long> Positions => _positions;

    /// <summary>The loads planned and not yet behind the positions.</summary>
    public int Open => _open.Count;

    /// <summary>Notes a load that is about to be sent.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="ranges">Its offsets; each begins where the partition's load before ended.</param>
    public void Plan(long number, IReadOnlyList<OffsetRange> ranges) => _open.Enqueue((number, ranges));

    /// <summary>Notes that a planned load is in the table.</summary>
    /// <param name="number">Its number.</param>
    /// <returns>The positions that moved.</returns>
    /// <exception cref="InvalidOperationException">A range does not begin at its partition's position: offsets would be skipped or counted twice.</exception>
    public IReadOnlyCollection<PartitionPosition> Commit(long number)
    {
        _committed.Add(number);
        var moved = new Dictionary<int, PartitionPosition>();
        while (_open.TryPeek(out var next) && _committed.Remove(next.Number))
        {
            _open.Dequeue();
            foreach (var range in next.Ranges) moved[range.Partition] = Move(range);
        }

        return moved.Values;
    }

    private PartitionPosition Move(OffsetRange range)
    {
        var position = _positions[range.Partition];
        if (range.First != position)
            throw new InvalidOperationException($"the load of partition {range.Partition} begins at {range.First}, but its position is {position}");
        _positions[range.Partition] = range.Next;
        return new PartitionPosition(range.Partition, range.Next);
    }
}
