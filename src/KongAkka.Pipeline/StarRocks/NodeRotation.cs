namespace KongAkka.Pipeline.StarRocks;

/// <summary>FEs or BEs in turn; those that are put aside are passed over. Thread-safe; the time is given in.</summary>
internal sealed class NodeRotation
{
    private readonly Lock _lock = new();
    private readonly IReadOnlyList<Uri> _nodes;
    private readonly NodeHealth _health;
    private int _at;

    public NodeRotation(IReadOnlyList<Uri> nodes, NodeHealth health)
    {
        _nodes = nodes;
        _health = health;
    }

    /// <summary>The node in use, or when it is put aside the next one that is not; when all are, the one that is due first.</summary>
    public Uri Current(DateTimeOffset now)
    {
        lock (_lock) return _nodes[_at = Pick(now)];
    }

    /// <summary>The same, and goes on to the node behind it.</summary>
    public Uri Next(DateTimeOffset now)
    {
        lock (_lock)
        {
            var picked = Pick(now);
            _at = (picked + 1) % _nodes.Count;
            return _nodes[picked];
        }
    }

    /// <summary>Goes on to the next node, unless that was done since the failed one was asked.</summary>
    public void Leave(Uri failed)
    {
        lock (_lock)
        {
            if (_nodes[_at] == failed) _at = (_at + 1) % _nodes.Count;
        }
    }

    private int Pick(DateTimeOffset now) => Enumerable.Range(_at, _nodes.Count)
        .Select(at => at % _nodes.Count)
        .MinBy(at => _health.Due(_nodes[at]) is var due && due > now ? due : now);
}
