using System.Text.RegularExpressions;

namespace KongAkka.Sandbox.StarRocks.Labels;

/// <summary>
/// The labels of all databases: who holds one, in which state, and until when it is remembered. Only an aborted load frees its label
/// (StarRocks' <c>DatabaseTransactionMgr</c>). Thread-safe.
/// </summary>
public sealed partial class LabelRegistry
{
    // An FE that starts leaves out ids that its former life may have given away without writing them down.
    private const int IdsOfOneLife = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DatabaseLabels> _databases = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly LoadHistory _history;
    private LabelRetention _retention;
    private long _lastId = 1000;

    /// <summary>Makes an empty registry.</summary>
    /// <param name="time">Decides ages and deadlines.</param>
    /// <param name="retention">How long finished labels are known.</param>
    /// <param name="history">What is known of finished loads beyond their labels; <see cref="HistoryRetention.Default"/> when null.</param>
    public LabelRegistry(TimeProvider time, LabelRetention retention, HistoryRetention? history = null)
    {
        _time = time;
        _retention = retention;
        _history = new LoadHistory(history ?? HistoryRetention.Default);
    }

    /// <summary>How long labels of finished loads are known; a change holds at once, as after <c>ADMIN SET FRONTEND CONFIG</c>.</summary>
    public LabelRetention Retention
    {
        get
        {
            lock (_lock) return _retention;
        }

        set
        {
            lock (_lock) _retention = value;
        }
    }

    /// <summary>Whether StarRocks accepts the label.</summary>
    /// <param name="label">The label.</param>
    public static bool IsValid(string label) => LabelPattern().IsMatch(label);

    /// <summary>Claims a label.</summary>
    /// <param name="database">The database.</param>
    /// <param name="label">The label.</param>
    /// <param name="timeout">How long the load may stay in PREPARE.</param>
    /// <param name="holder">When the label is held already: by which load.</param>
    /// <param name="table">The table it is for.</param>
    /// <param name="type">The kind of load: <c>STREAM_LOAD</c> or <c>INSERT</c>.</param>
    /// <returns>The new transaction, or null when the label is held.</returns>
    public LoadTransaction? TryBegin(string database, string label, TimeSpan timeout, out LoadTransaction? holder, string table = "", string type = LoadTransaction.StreamLoad)
    {
        lock (_lock)
        {
            var labels = Current(database);
            holder = labels.Latest(label) is { State: not LoadState.Aborted } held ? held : null;
            if (holder is not null) return null;
            var now = _time.GetUtcNow();
            var begun = new LoadTransaction(++_lastId, database, label, LoadState.Prepare, "", now + timeout, null) { Table = table, Type = type, BegunAt = now };
            labels.Add(begun);
            return begun;
        }
    }

    /// <summary>Makes a load durable.</summary>
    /// <param name="transaction">The load as it was begun, with its figures.</param>
    /// <returns>Null when it is committed now, else why not: it was aborted in between.</returns>
    public string? TryCommit(LoadTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        lock (_lock)
        {
            var labels = Current(transaction.Database);
            var now = labels.Find(transaction.Id);
            if (now is not { State: LoadState.Prepare }) return now?.Reason ?? "transaction not found";
            labels.Change(now with { State = LoadState.Committed, CommittedAt = _time.GetUtcNow(), Figures = transaction.Figures });
            return null;
        }
    }

    /// <summary>Makes a committed load readable.</summary>
    /// <param name="transaction">The load.</param>
    public void Publish(LoadTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        Finish(transaction, LoadState.Visible, "");
    }

    /// <summary>Rolls a load back that is not finished; a finished one stays as it is.</summary>
    /// <param name="transaction">The load.</param>
    /// <param name="reason">Why.</param>
    public void Abort(LoadTransaction transaction, string reason)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        Finish(transaction, LoadState.Aborted, reason);
    }

    /// <summary>Rolls back the load that holds a label, as <c>_cancel</c> does.</summary>
    /// <param name="database">The database.</param>
    /// <param name="label">The label.</param>
    /// <returns>Null when it is aborted now, else StarRocks' refusal.</returns>
    public string? Cancel(string database, string label)
    {
        lock (_lock)
        {
            var labels = Current(database);
            switch (labels.Latest(label))
            {
                case { State: LoadState.Prepare or LoadState.Prepared } running:
                    labels.Change(running with { State = LoadState.Aborted, Reason = "user cancel", FinishedAt = _time.GetUtcNow() });
                    return null;
                case { } other:
                    return $"transaction not found, label={label} (its state is {other.State.ToString().ToUpperInvariant()})";
                default:
                    return $"transaction not found, label={label}";
            }
        }
    }

    /// <summary>The latest load of a label; null when it is not known, or not any more.</summary>
    /// <param name="database">The database.</param>
    /// <param name="label">The label.</param>
    public LoadTransaction? Find(string database, string label)
    {
        lock (_lock) return Current(database).Latest(label);
    }

    /// <summary>Forgets every finished load of a database at once, as if its labels had been evicted.</summary>
    /// <param name="database">The database.</param>
    public void ForgetFinished(string database)
    {
        lock (_lock) Current(database).ForgetFinished();
    }

    /// <summary>Adds finished loads of somebody else, which push labels out as any load of the database does.</summary>
    /// <param name="database">The database.</param>
    /// <param name="count">How many.</param>
    public void AddForeignLoads(string database, int count)
    {
        lock (_lock)
        {
            var (labels, now) = (Current(database), _time.GetUtcNow());
            for (var i = 0; i < count; i++)
            {
                var id = ++_lastId;
                labels.Add(new LoadTransaction(id, database, $"insert_{id}", LoadState.Visible, "", now, now) { Type = LoadTransaction.Insert, BegunAt = now, CommittedAt = now });
                labels.Evict(_retention, now);
            }
        }
    }

    /// <summary>The loads whose labels are known, of all databases, in the order of their ids.</summary>
    internal IReadOnlyList<LoadTransaction> Known()
    {
        lock (_lock) return [.. _databases.Keys.ToList().SelectMany(database => Current(database).All).OrderBy(load => load.Id)];
    }

    /// <summary>Whether a load of a table is committed and not visible yet.</summary>
    internal bool HasCommitted(string database, string table)
    {
        lock (_lock) return Current(database).All.Any(load => load.State == LoadState.Committed && load.Table == table);
    }

    /// <summary>The finished loads that the history shows now.</summary>
    internal IReadOnlyList<LoadTransaction> History()
    {
        lock (_lock)
        {
            foreach (var database in _databases.Keys.ToList()) Current(database);
            return _history.Shown(_time.GetUtcNow());
        }
    }

    /// <summary>Takes back what was finished in an earlier life.</summary>
    internal void Restore(LoadTransaction finished)
    {
        lock (_lock)
        {
            _lastId = Math.Max(_lastId, finished.Id + IdsOfOneLife);
            Current(finished.Database).Add(finished);
        }
    }

    private void Finish(LoadTransaction transaction, LoadState state, string reason)
    {
        lock (_lock)
        {
            var labels = Current(transaction.Database);
            if (labels.Find(transaction.Id) is not { FinishedAt: null } now) return;
            labels.Change(now with { State = state, Reason = reason, FinishedAt = _time.GetUtcNow(), Figures = transaction.Figures });
            labels.Evict(_retention, _time.GetUtcNow());
        }
    }

    private DatabaseLabels Current(string database)
    {
        if (!_databases.TryGetValue(database, out var labels)) _databases[database] = labels = new DatabaseLabels(_history);
        labels.AbortOverdue(_time.GetUtcNow());
        labels.Evict(_retention, _time.GetUtcNow());
        return labels;
    }

    [GeneratedRegex(@"^[-\w]{1,128}\z", RegexOptions.ECMAScript)]
    private static partial Regex LabelPattern();
}
