namespace KongAkka.Sandbox.StarRocks.Labels;

/// <summary>The transactions of one database. Not thread-safe.</summary>
internal sealed class DatabaseLabels(LoadHistory history)
{
    private readonly Dictionary<string, List<LoadTransaction>> _byLabel = new(StringComparer.Ordinal);
    private readonly Dictionary<long, LoadTransaction> _byId = [];
    private readonly HashSet<long> _running = [];
    private readonly Queue<long> _finished = new();

    /// <summary>The latest transaction of a label.</summary>
    public LoadTransaction? Latest(string label) => _byLabel.TryGetValue(label, out var all) ? all[^1] : null;

    public LoadTransaction? Find(long id) => _byId.GetValueOrDefault(id);

    /// <summary>All transactions that are known.</summary>
    public IEnumerable<LoadTransaction> All => _byId.Values;

    public void Add(LoadTransaction transaction)
    {
        if (!_byLabel.TryGetValue(transaction.Label, out var all)) _byLabel[transaction.Label] = all = [];
        all.Add(transaction);
        Keep(transaction);
    }

    public void Change(LoadTransaction transaction)
    {
        var all = _byLabel[transaction.Label];
        all[all.FindIndex(t => t.Id == transaction.Id)] = transaction;
        Keep(transaction);
    }

    /// <summary>Aborts what passed its deadline in PREPARE.</summary>
    public void AbortOverdue(DateTimeOffset now)
    {
        if (_running.Count == 0) return;
        foreach (var overdue in _running.Select(id => _byId[id]).Where(t => t.State == LoadState.Prepare && now >= t.Deadline).ToList())
            Change(overdue with { State = LoadState.Aborted, Reason = "timeout by txn manager", FinishedAt = now });
    }

    /// <summary>Removes finished transactions that are too old or too many.</summary>
    public void Evict(LabelRetention retention, DateTimeOffset now)
    {
        while (_finished.TryPeek(out var id) && (_finished.Count > retention.Count || now - _byId[id].FinishedAt > retention.Age))
            history.Evicted(RemoveOldest(), now);
    }

    /// <summary>Removes all finished transactions, as if days had passed: the history keeps them.</summary>
    public void ForgetFinished()
    {
        while (_finished.Count > 0) RemoveOldest();
    }

    private void Keep(LoadTransaction transaction)
    {
        _byId[transaction.Id] = transaction;
        if (transaction.FinishedAt is null)
        {
            _running.Add(transaction.Id);
        }
        else
        {
            _running.Remove(transaction.Id);
            _finished.Enqueue(transaction.Id);
            history.Add(transaction);
        }
    }

    private LoadTransaction RemoveOldest()
    {
        _byId.Remove(_finished.Dequeue(), out var transaction);
        var all = _byLabel[transaction!.Label];
        all.RemoveAll(t => t.Id == transaction.Id);
        if (all.Count == 0) _byLabel.Remove(transaction.Label);
        return transaction;
    }
}
