namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>The positions that wait to be committed: the last one given for each partition. Thread-safe.</summary>
internal sealed class PendingCommit
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, PartitionPosition> _taken = [];
    private Dictionary<int, PartitionPosition> _pending = [];

    /// <summary>Adds positions; a later one of a partition replaces an earlier one.</summary>
    /// <param name="positions">The next offsets.</param>
    public void Add(IEnumerable<PartitionPosition> positions)
    {
        lock (_gate)
        {
            foreach (var position in positions) _pending[position.Partition] = position;
        }
    }

    /// <summary>Takes all that wait.</summary>
    public IReadOnlyCollection<PartitionPosition> Take()
    {
        lock (_gate)
        {
            if (_pending.Count == 0) return [];
            foreach (var (partition, position) in _pending) _taken[partition] = position;
            var taken = _pending.Values;
            _pending = [];
            return taken;
        }
    }

    /// <summary>Lets what was taken wait again, unless a later position does.</summary>
    public void Again()
    {
        lock (_gate)
        {
            foreach (var (partition, position) in _taken) _pending.TryAdd(partition, position);
        }
    }
}
