namespace KongAkka.Sandbox.StarRocks.Labels;

/// <summary>The finished loads that outlive their labels. Not thread-safe.</summary>
internal sealed class LoadHistory(HistoryRetention retention)
{
    private readonly Dictionary<long, LoadTransaction> _kept = [];
    private readonly Queue<long> _order = new();

    public void Add(LoadTransaction finished)
    {
        _kept[finished.Id] = finished;
        _order.Enqueue(finished.Id);
    }

    /// <summary>Takes note of an eviction: a load that is not shown yet is lost.</summary>
    public void Evicted(LoadTransaction finished, DateTimeOffset now)
    {
        if (!IsShown(finished, now)) _kept.Remove(finished.Id);
    }

    /// <summary>The loads that are shown at a moment, in the order in which they ended.</summary>
    public IReadOnlyList<LoadTransaction> Shown(DateTimeOffset now)
    {
        while (_order.TryPeek(out var oldest) && (!_kept.TryGetValue(oldest, out var load) || now - load.FinishedAt > retention.Age))
            _kept.Remove(_order.Dequeue());
        return [.. _kept.Values.Where(load => IsShown(load, now)).OrderBy(load => load.FinishedAt)];
    }

    private bool IsShown(LoadTransaction load, DateTimeOffset now) => now - load.FinishedAt >= retention.Lag;
}
