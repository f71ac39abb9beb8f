namespace KongAkka.Jobs.Savepoints;

/// <summary>The savepoints that were asked of a job in this process, the latest of them; safe for many threads.</summary>
/// <param name="time">The clock.</param>
internal sealed class SavepointOperations(TimeProvider time)
{
    private const int Capacity = 256;

    private readonly List<SavepointOperation> _operations = [];
    private readonly Lock _lock = new();
    private long _next = 1;

    /// <summary>All, the latest first.</summary>
    public IReadOnlyList<SavepointOperation> Newest
    {
        get
        {
            lock (_lock) return [.. _operations.AsEnumerable().Reverse()];
        }
    }

    /// <summary>Notes one that is asked for.</summary>
    /// <param name="trigger">By what.</param>
    /// <returns>Whether it was not asked for before.</returns>
    public bool TryBegin(string trigger)
    {
        lock (_lock)
        {
            if (_operations.Any(o => o.Trigger == trigger)) return false;
            if (_operations.Count == Capacity && _operations.FindIndex(o => !o.IsUnderWay) is var old and >= 0) _operations.RemoveAt(old);
            _operations.Add(new SavepointOperation(trigger, _next++, time.GetUtcNow()));
            return true;
        }
    }

    /// <summary>Notes that one is written.</summary>
    public void Complete(string trigger, string location) => End(o => o.Trigger == trigger, o => o with { Location = location });

    /// <summary>Notes that there will be none.</summary>
    public void Fail(string trigger, string failure) => End(o => o.Trigger == trigger, o => o with { Failure = failure });

    /// <summary>Notes that there will be none of those under way.</summary>
    public void FailAll(string failure) => End(_ => true, o => o with { Failure = failure });

    private void End(Func<SavepointOperation, bool> which, Func<SavepointOperation, SavepointOperation> end)
    {
        lock (_lock)
        {
            for (var i = 0; i < _operations.Count; i++)
                if (_operations[i].IsUnderWay && which(_operations[i])) _operations[i] = end(_operations[i]) with { EndedAt = time.GetUtcNow() };
        }
    }
}
