using KongAkka.Pipeline;

namespace KongAkka.Jobs.Supervision;

/// <summary>The graphs of a job that run at present, by subtask, and what is remembered of those that ran before. Thread-safe.</summary>
internal sealed class RunningPaths
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, RunningPath> _running = [];
    private readonly Dictionary<int, long> _ends = [];
    private long _lostBefore;
    private bool _isPaused;

    /// <summary>Counts a subtask's graph in; a job that is paused pauses it at once. Graphs that bring an open load to its end are not paused.</summary>
    public void Begin(int subtask, RunningPath path)
    {
        lock (_lock)
        {
            Forget(subtask);
            _running[subtask] = path;
            path.Pause(_isPaused);
        }
    }

    /// <summary>Counts a subtask's graph out.</summary>
    public void End(int subtask)
    {
        lock (_lock) Forget(subtask);
    }

    /// <summary>Pauses all graphs and those to come, or lets them go on.</summary>
    public void Pause(bool isPaused)
    {
        lock (_lock)
        {
            _isPaused = isPaused;
            foreach (var path in _running.Values) path.Pause(isPaused);
        }
    }

    /// <summary>What can be seen of them at this moment.</summary>
    public PathStatus Look()
    {
        lock (_lock)
        {
            foreach (var path in _running.Values) NoteEnds(path);
            var facts = _running.Values.Select(path => path.Facts).ToList();
            return new PathStatus
            {
                IsPaused = _isPaused && _running.Values.All(path => path.IsPaused),
                Ends = new SortedDictionary<int, long>(_ends),
                OffsetsLost = _lostBefore + _running.Values.Sum(path => path.OffsetsLost),
                LoadsInFlight = _running.Values.Sum(path => path.LoadsInFlight),
                OldestLoad = facts.Max(f => f.OldestLoad),
                SourceTrouble = facts.Select(f => f.SourceTrouble).FirstOrDefault(trouble => trouble is not null),
            };
        }
    }

    private void Forget(int subtask)
    {
        if (!_running.Remove(subtask, out var path)) return;
        NoteEnds(path);
        _lostBefore += path.OffsetsLost;
    }

    private void NoteEnds(RunningPath path)
    {
        foreach (var (partition, end) in path.EndOffsets) _ends[partition] = end;
    }
}
