namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>The progress of all partitions that one source reads.</summary>
internal sealed class ReadProgress
{
    private readonly PartitionProgress[] _all;
    private readonly PartitionProgress?[] _byPartition;
    private readonly HashSet<int> _open = [];

    /// <summary>Begins at the start of the bounds.</summary>
    /// <param name="bounds">The bounds of each partition.</param>
    public ReadProgress(IReadOnlyList<PartitionBounds> bounds)
    {
        _all = [.. bounds.Select(b => new PartitionProgress(b))];
        _byPartition = new PartitionProgress?[_all.Length == 0 ? 0 : _all.Max(p => p.Partition) + 1];
        foreach (var progress in _all)
        {
            if (_byPartition[progress.Partition] is not null) throw new ArgumentException($"Partition {progress.Partition} is named twice.", nameof(bounds));
            _byPartition[progress.Partition] = progress;
            if (!progress.IsDone) _open.Add(progress.Partition);
        }
    }

    /// <summary>Whether nothing is left to read of any partition.</summary>
    public bool IsDone => _open.Count == 0;

    /// <summary>The partitions that are not done, and their next offsets.</summary>
    public IEnumerable<PartitionPosition> Open => _open.Order().Select(p => new PartitionPosition(p, this[p].Next));

    /// <summary>One partition's progress.</summary>
    /// <param name="partition">The partition.</param>
    /// <exception cref="InvalidOperationException">It is not one of this source's.</exception>
    public PartitionProgress this[int partition] =>
        (uint)partition < (uint)_byPartition.Length && _byPartition[partition] is { } progress
            ? progress
            : throw new InvalidOperationException($"Partition {partition} is not read here.");

    /// <summary>How many offsets are left to read of all partitions.</summary>
    /// <param name="ends">The ends of the partitions, as far as they are known.</param>
    public long Unread(IReadOnlyDictionary<int, long> ends) => _open.Sum(p => ends.TryGetValue(p, out var end) ? this[p].Unread(end) : 0);

    /// <summary>Appends the positions that are to be told and that no record shows.</summary>
    /// <param name="positions">Where to.</param>
    public void TellTo(List<PartitionPosition> positions)
    {
        foreach (var progress in _all)
        {
            if (progress.TryTell(out var position)) positions.Add(position);
        }
    }

    /// <summary>The partitions that became done since the last call.</summary>
    public int[] TakeDone()
    {
        int[] done = [.. _open.Where(p => this[p].IsDone)];
        _open.ExceptWith(done);
        return done;
    }
}
