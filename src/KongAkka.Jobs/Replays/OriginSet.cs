using KongAkka.Jobs.Journal;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Replays;

/// <summary>A set of origins, kept as runs of offsets: 16 bytes a run. Not thread-safe.</summary>
internal sealed class OriginSet
{
    private readonly SortedDictionary<(string Topic, int Partition), List<(long First, long Next)>> _runs = [];

    /// <summary>Whether an origin is in it.</summary>
    /// <param name="origin">The origin.</param>
    public bool Contains(RejectOrigin origin)
    {
        if (!_runs.TryGetValue((origin.Topic, origin.Partition), out var runs)) return false;
        var at = Below(runs, origin.Offset);
        return at >= 0 && origin.Offset < runs[at].Next;
    }

    /// <summary>Adds an origin.</summary>
    /// <param name="origin">The origin.</param>
    /// <returns>Whether it was not in it.</returns>
    public bool Add(RejectOrigin origin)
    {
        if (Contains(origin)) return false;
        Add(Runs(origin.Topic, origin.Partition), origin.Offset, origin.Offset + 1);
        return true;
    }

    /// <summary>Adds ranges of a topic.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="ranges">The ranges.</param>
    public void Add(string topic, IEnumerable<OffsetRange> ranges)
    {
        foreach (var range in ranges) Add(Runs(topic, range.Partition), range.First, range.Next);
    }

    /// <summary>All of it, as a snapshot holds it.</summary>
    public IReadOnlyList<ReplayedOffsets> Save() => [.. _runs.Select(p => new ReplayedOffsets(p.Key.Topic, p.Key.Partition, Deltas(p.Value)))];

    /// <summary>Adds what a snapshot holds.</summary>
    /// <param name="saved">The snapshot's part.</param>
    public void Restore(IEnumerable<ReplayedOffsets> saved)
    {
        foreach (var partition in saved)
        {
            var runs = Runs(partition.Topic, partition.Partition);
            var offset = 0L;
            for (var i = 0; i + 1 < partition.Runs.Count; i += 2)
            {
                var first = offset + partition.Runs[i];
                offset = first + partition.Runs[i + 1];
                Add(runs, first, offset);
            }
        }
    }

    private List<(long First, long Next)> Runs(string topic, int partition)
    {
        if (!_runs.TryGetValue((topic, partition), out var runs)) _runs[(topic, partition)] = runs = [];
        return runs;
    }

    private static void Add(List<(long First, long Next)> runs, long first, long next)
    {
        // Replaces the runs that touch the new one by one that covers them all.
        var from = Below(runs, first);
        if (from < 0 || runs[from].Next < first) from++;
        var to = from;
        for (; to < runs.Count && runs[to].First <= next; to++)
        {
            first = Math.Min(first, runs[to].First);
            next = Math.Max(next, runs[to].Next);
        }

        if (to == from) runs.Insert(from, (first, next));
        else
        {
            runs[from] = (first, next);
            runs.RemoveRange(from + 1, to - from - 1);
        }
    }

    /// <summary>The index of the last run that begins at or before an offset; -1 when there is none.</summary>
    private static int Below(List<(long First, long Next)> runs, long offset)
    {
        int low = 0, high = runs.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (runs[middle].First <= offset) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }

    private static List<long> Deltas(List<(long First, long Next)> runs)
    {
        var deltas = new List<long>(runs.Count * 2);
        var offset = 0L;
        foreach (var (first, next) in runs)
        {
            deltas.Add(first - offset);
            deltas.Add(next - first);
            offset = next;
        }

        return deltas;
    }
}
