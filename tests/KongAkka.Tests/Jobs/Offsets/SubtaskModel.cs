using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Tests.Pipeline;

namespace KongAkka.Tests.Jobs.Offsets;

/// <summary>
/// A subtask told simply: every load there ever was, in the order of its offsets, and whether it is over. Beside it the real state, and its journal: events and
/// snapshots as JSON, from which the state is made anew at a crash.
/// </summary>
internal sealed class SubtaskModel
{
    private const int Partitions = 3;
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly PartitionAssignment[] Assignments = [.. Enumerable.Range(0, Partitions).Select(p => new PartitionAssignment(p, 0, 100 * p, long.MaxValue))];

    private readonly List<(LoadPlan Plan, bool IsOver)> _loads = [];
    private readonly List<string> _events = [];
    private readonly List<(int Events, string Text)> _snapshots = [];
    private SubtaskState _state = new(Assignments);
    private long _nextNumber;
    private long _epoch;
    private SavepointCut? _cut;
    private HashSet<long> _roots = [];

    /// <summary>Does one step and holds the state against the model.</summary>
    /// <param name="kind">The kind of step.</param>
    /// <param name="choice">What it is done with.</param>
    public void Step(int kind, int choice)
    {
        switch (kind)
        {
            case 0 or 1: Plan(new Random(choice)); break;
            case 2: Advance(new Random(choice)); break;
            case 3 or 4: Commit(choice); break;
            case 5: Split(choice); break;
            case 6: _snapshots.Add((_events.Count, SubtaskText.Of(_state.Snapshot([])))); break;
            case 7: Crash(choice); break;
            case 9: Cut(); break;
            default: Write(new OwnerClaimed(++_epoch, Now)); break;
        }

        Check();
        CheckCut();
    }

    /// <summary>A savepoint is triggered; a later one takes the place of an earlier one.</summary>
    private void Cut()
    {
        _cut = new SavepointCut(_state);
        Assert.Equal(Ends(_loads), _cut.Positions);
        _roots = [.. _loads.Where(load => !load.IsOver).Select(load => load.Plan.Root)];
    }

    /// <summary>The savepoint is ready exactly when all that was open at its trigger is over, or what it was split into.</summary>
    private void CheckCut()
    {
        if (_cut is null) return;
        Assert.Equal(_loads.All(load => load.IsOver || !_roots.Contains(load.Plan.Root)), _cut.IsReached(_state));
    }

    private void Plan(Random random)
    {
        var ranges = NextRanges(random);
        var plan = SampleLoads.Plan(_nextNumber++, ranges, 1, Now);
        _loads.Add((plan, false));
        Write(new BatchPlanned(plan));
    }

    private void Advance(Random random)
    {
        var ranges = NextRanges(random);
        _loads.Add((SampleLoads.Plan(_nextNumber, ranges, 0, Now), true));
        Write(new OffsetsAdvanced(_nextNumber++, ranges, Now));
    }

    private void Commit(int choice)
    {
        if (PickOpen(choice) is not { } at) return;
        _loads[at] = (_loads[at].Plan, true);
        Write(new BatchCommitted(_loads[at].Plan.Number, CommitProof.Reply, Now));
    }

    private void Split(int choice)
    {
        if (PickOpen(choice) is not { } at) return;
        var parent = _loads[at].Plan;
        LoadPlan[] parts = [.. RangeSplit.Halve(parent.Ranges).Select((ranges, index) => SampleLoads.Plan(_nextNumber + index, ranges, 0, Now) with { Root = parent.Root })];
        _nextNumber += parts.Length;
        _loads.RemoveAt(at);
        _loads.InsertRange(at, parts.Select(part => (part, false)));
        Write(new BatchSplit(parent.Number, parts, Now));
    }

    /// <summary>The state is made anew from one of the snapshots, or none, and the events behind it; both must be the same.</summary>
    private void Crash(int choice)
    {
        var rebuilt = new SubtaskState(Assignments);
        var from = 0;
        if (choice % (_snapshots.Count + 1) is > 0 and var number)
        {
            (from, var text) = _snapshots[number - 1];
            rebuilt.Restore((SubtaskSnapshot)SubtaskText.Read(text));
        }

        foreach (var text in _events.Skip(from)) rebuilt.Apply(SubtaskText.Read(text));
        Assert.Equal(SubtaskText.Of(_state.Snapshot([])), SubtaskText.Of(rebuilt.Snapshot([])));
        _state = rebuilt;
    }

    private void Write(JournalEvent journaled)
    {
        var before = new Dictionary<int, long>(_state.Positions);
        var moved = _state.Apply(journaled);
        _events.Add(SubtaskText.Of(journaled));
        Assert.Equal(_state.Positions.Where(p => p.Value != before[p.Key]), moved.Select(p => KeyValuePair.Create(p.Partition, p.Next)));
    }

    private void Check()
    {
        var over = _loads.TakeWhile(load => load.IsOver).ToList();
        Assert.Equal(Ends(over), _state.Positions);
        Assert.Equal(Ends(_loads), _state.ReadPositions);
        Assert.Equal(_loads.Where(load => !load.IsOver).Select(load => load.Plan.Number), _state.Uncommitted.Select(plan => plan.Number));
        Assert.Equal(_loads.Skip(over.Count).Select(load => (load.Plan.Number, load.IsOver)), _state.Open.Select(open => (open.Plan.Number, open.IsCommitted)));
        Assert.Equal((_nextNumber, _epoch), (_state.NextNumber, _state.Epoch));
        foreach (var assigned in Assignments) CheckOffsets(assigned);
    }

    /// <summary>Each offset that was read belongs to exactly one load, and none below the position to one that is not over.</summary>
    private void CheckOffsets(PartitionAssignment assigned)
    {
        var next = assigned.Start;
        foreach (var (plan, isOver) in _loads)
        {
            foreach (var range in plan.Ranges.Where(range => range.Partition == assigned.Partition))
            {
                Assert.Equal(next, range.First);
                Assert.True(range.Next > range.First && range.Records <= range.Next - range.First);
                Assert.True(isOver || _state.Positions[assigned.Partition] <= range.First);
                next = range.Next;
            }
        }

        Assert.Equal(next, _state.ReadPositions[assigned.Partition]);
    }

    private static SortedDictionary<int, long> Ends(IEnumerable<(LoadPlan Plan, bool IsOver)> loads)
    {
        var ends = new SortedDictionary<int, long>(Assignments.ToDictionary(a => a.Partition, a => a.Start));
        foreach (var range in loads.SelectMany(load => load.Plan.Ranges)) ends[range.Partition] = range.Next;
        return ends;
    }

    private OffsetRange[] NextRanges(Random random)
    {
        var read = Ends(_loads);
        var some = Enumerable.Range(0, Partitions).Where(_ => random.Next(2) == 0).DefaultIfEmpty(random.Next(Partitions));
        return [.. some.Select(p => (Partition: p, Offsets: random.Next(1, 9))).Select(s => new OffsetRange(
            s.Partition, read[s.Partition], read[s.Partition] + s.Offsets, random.Next(3) == 0 ? random.Next(s.Offsets + 1) : s.Offsets))];
    }

    private int? PickOpen(int choice)
    {
        int[] open = [.. Enumerable.Range(0, _loads.Count).Where(at => !_loads[at].IsOver)];
        return open.Length == 0 ? null : open[choice % open.Length];
    }
}
