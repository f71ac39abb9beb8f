using KongAkka.Jobs.Journal;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Offsets;

/// <summary>
/// What the events of a subtask come to: how far its loads are in the table, and which of them are open. Loads are planned in order and commit in any order; a
/// position moves only over the unbroken run of committed loads from the first on, so that nothing before it is missing. Pure.
/// </summary>
internal sealed class SubtaskState
{
    private const int MostStarts = 256;

    private readonly SortedDictionary<int, long> _positions = [];
    private readonly List<OpenPlan> _open = [];
    private readonly List<ReadStart> _starts = [];

    /// <summary>The state before the first event.</summary>
    /// <param name="assignments">The subtask's partitions in its generation.</param>
    public SubtaskState(IEnumerable<PartitionAssignment> assignments)
    {
        foreach (var assigned in assignments) _positions[assigned.Partition] = assigned.Start;
    }

    /// <summary>The epoch of the last owner; 0 when there was none.</summary>
    public long Epoch { get; private set; }

    /// <summary>Whether the generation is over.</summary>
    public bool IsRetired { get; private set; }

    /// <summary>The number of the next plan.</summary>
    public long NextNumber { get; private set; }

    /// <summary>The next offset by partition: all below it are in the table, dropped or rejected.</summary>
    public IReadOnlyDictionary<int, long> Positions => _positions;

    /// <summary>The plans that are not yet behind the positions, in the order of their ranges.</summary>
    public IReadOnlyList<OpenPlan> Open => _open;

    /// <summary>Where processes began to read, the latest last.</summary>
    public IReadOnlyList<ReadStart> Starts => _starts;

    /// <summary>The plans whose end is not known, in the order of their ranges.</summary>
    public IEnumerable<LoadPlan> Uncommitted => _open.Where(open => !open.IsCommitted).Select(open => open.Plan);

    /// <summary>Where reading goes on behind all plans.</summary>
    public IReadOnlyDictionary<int, long> ReadPositions
    {
        get
        {
            var read = new SortedDictionary<int, long>(_positions);
            foreach (var range in _open.SelectMany(open => open.Plan.Ranges)) read[range.Partition] = range.Next;
            return read;
        }
    }

    /// <summary>Makes sure that ranges begin where all plans end. To be asked before a plan is written down: a journal with a gap could never be read again.</summary>
    /// <param name="ranges">The ranges of the next plan.</param>
    /// <exception cref="InvalidOperationException">They do not.</exception>
    public void EnsureFollows(IReadOnlyList<OffsetRange> ranges) => CheckFollows(ranges, ReadPositions);

    /// <summary>Takes an event in.</summary>
    /// <param name="journaled">The event.</param>
    /// <returns>The positions that moved.</returns>
    /// <exception cref="InvalidOperationException">The event does not follow from those before it: offsets would be skipped or counted twice.</exception>
    public IReadOnlyCollection<PartitionPosition> Apply(JournalEvent journaled)
    {
        switch (journaled)
        {
            case OwnerClaimed claimed:
                if (claimed.Epoch > Epoch) NoteStart(claimed.At);
                Epoch = Math.Max(Epoch, claimed.Epoch);
                return [];
            case BatchPlanned planned:
                Append(new OpenPlan(planned.Plan, IsCommitted: false));
                return [];
            case OffsetsAdvanced advanced:
                Append(new OpenPlan(new LoadPlan(advanced.Number, "", "", advanced.Ranges, 0, "", advanced.At, advanced.Number), IsCommitted: true));
                return Advance();
            case BatchCommitted committed:
                var at = IndexOf(committed.Number);
                _open[at] = _open[at] with { IsCommitted = true };
                return Advance();
            case BatchSplit split:
                Replace(split);
                return [];
            case Retired:
                IsRetired = true;
                return [];
            case LossAccepted or DecisionMade:
                return [];
            default:
                throw new InvalidOperationException($"{journaled.GetType().Name} is no event of a subtask");
        }
    }

    /// <summary>Takes an event or a snapshot in.</summary>
    /// <param name="journaled">The one or the other.</param>
    public void Take(JournalEvent journaled)
    {
        if (journaled is SubtaskSnapshot snapshot) Restore(snapshot);
        else Apply(journaled);
    }

    /// <summary>Takes a snapshot's state over.</summary>
    /// <param name="snapshot">The snapshot.</param>
    public void Restore(SubtaskSnapshot snapshot)
    {
        (Epoch, NextNumber, IsRetired) = (snapshot.Epoch, snapshot.NextNumber, snapshot.IsRetired);
        _positions.Clear();
        foreach (var position in snapshot.Positions) _positions[position.Partition] = position.Next;
        _open.Clear();
        _open.AddRange(snapshot.Open);
        _starts.Clear();
        _starts.AddRange(snapshot.Starts ?? []);
    }

    /// <summary>The state as a snapshot.</summary>
    /// <param name="earlier">The snapshots before it.</param>
    public SubtaskSnapshot Snapshot(IReadOnlyList<SnapshotMark> earlier) =>
        new(Epoch, NextNumber, _positions.Select(p => new PartitionPosition(p.Key, p.Value)).ToArray(), _open.ToArray(), IsRetired, earlier, _starts.ToArray());

    private void NoteStart(DateTimeOffset at)
    {
        PartitionPosition[] positions = [.. _positions.Select(p => new PartitionPosition(p.Key, p.Value))];
        OffsetRange[] settled = [.. _open.Where(open => open.IsCommitted).SelectMany(open => open.Plan.Ranges)];
        // A later start from the same place says all that the earlier one said.
        if (_starts.LastOrDefault() is { } last && last.Positions.SequenceEqual(positions) && last.Settled.SequenceEqual(settled)) _starts.Remove(last);
        if (_starts.Count == MostStarts) _starts.RemoveAt(0);
        _starts.Add(new ReadStart(at, positions, settled));
    }

    private void Append(OpenPlan plan)
    {
        EnsureFollows(plan.Plan.Ranges);
        _open.Add(plan);
        NextNumber = plan.Plan.Number + 1;
    }

    private void Replace(BatchSplit split)
    {
        var at = IndexOf(split.Number);
        var read = _open[at].Plan.Ranges.ToDictionary(range => range.Partition, range => range.First);
        foreach (var child in split.Children)
        {
            CheckFollows(child.Ranges, read);
            foreach (var range in child.Ranges) read[range.Partition] = range.Next;
        }

        if (_open[at].Plan.Ranges.Any(range => read[range.Partition] != range.Next))
            throw new InvalidOperationException($"the parts of load {split.Number} do not make up its ranges");
        _open.RemoveAt(at);
        _open.InsertRange(at, split.Children.Select(child => new OpenPlan(child, IsCommitted: false)));
        NextNumber = Math.Max(NextNumber, split.Children.Max(child => child.Number) + 1);
    }

    private static void CheckFollows(IReadOnlyList<OffsetRange> ranges, IReadOnlyDictionary<int, long> read)
    {
        foreach (var range in ranges)
        {
            if (!read.TryGetValue(range.Partition, out var next) || range.First != next)
                throw new InvalidOperationException($"a load of partition {range.Partition} begins at {range.First}, but what comes before it ends at {next}");
        }
    }

    private List<PartitionPosition> Advance()
    {
        var committed = _open.FindIndex(open => !open.IsCommitted) is var first and >= 0 ? first : _open.Count;
        var moved = new SortedDictionary<int, long>();
        foreach (var range in _open.Take(committed).SelectMany(open => open.Plan.Ranges)) moved[range.Partition] = range.Next;
        _open.RemoveRange(0, committed);
        foreach (var (partition, next) in moved) _positions[partition] = next;
        return [.. moved.Select(p => new PartitionPosition(p.Key, p.Value))];
    }

    private int IndexOf(long number) => _open.FindIndex(open => open.Plan.Number == number && !open.IsCommitted) is var at and >= 0
        ? at
        : throw new InvalidOperationException($"load {number} is not open");
}
