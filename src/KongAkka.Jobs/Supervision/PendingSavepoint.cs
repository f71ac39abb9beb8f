using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Supervision;

/// <summary>A savepoint whose subtasks have not all reached their cuts.</summary>
/// <param name="trigger">What was asked for.</param>
/// <param name="subtasks">The subtasks.</param>
internal sealed class PendingSavepoint(TriggerSavepoint trigger, IEnumerable<int> subtasks)
{
    private readonly HashSet<int> _waiting = [.. subtasks];
    private readonly SortedDictionary<int, long> _positions = [];

    /// <summary>What was asked for.</summary>
    public TriggerSavepoint Trigger => trigger;

    /// <summary>The cuts that were reached.</summary>
    public IReadOnlyList<PartitionPosition> Positions => [.. _positions.Select(p => new PartitionPosition(p.Key, p.Value))];

    /// <summary>Whether any subtask has yet to reach its cut.</summary>
    public bool IsWaiting => _waiting.Count > 0;

    /// <summary>Whether a subtask has yet to reach its cut.</summary>
    /// <param name="subtask">The subtask.</param>
    public bool WaitsFor(int subtask) => _waiting.Contains(subtask);

    /// <summary>Notes that a subtask has reached its cut; the first word of each counts.</summary>
    /// <param name="reached">What it said.</param>
    /// <returns>Whether all have now.</returns>
    public bool Take(CutReached reached)
    {
        if (!_waiting.Remove(reached.Subtask)) return false;
        foreach (var position in reached.Positions) _positions[position.Partition] = position.Next;
        return _waiting.Count == 0;
    }
}
