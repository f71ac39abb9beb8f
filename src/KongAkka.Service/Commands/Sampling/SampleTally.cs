using System.Runtime.InteropServices;
using KongAkka.Parsing;
using KongAkka.Pipeline.Parsing;

namespace KongAkka.Service.Commands.Sampling;

/// <summary>Runs a rule on records and counts what it makes of them, as the path of a job would. Serves one thread.</summary>
internal sealed class SampleTally
{
    private const int BatchRecords = 4096;

    private readonly Rule _rule;
    private readonly ColumnFit _fit;
    private readonly RecordValues _records = new(BatchRecords);
    private readonly RowBatch _rows;
    private readonly ColumnTally[] _columns;
    private readonly SuspicionTally _suspicions = new();
    private readonly Dictionary<string, long> _dropped = [];
    private readonly Dictionary<string, long> _rejected = [];
    private long _count;
    private long _kept;
    private long _made;

    /// <summary>Makes a tally of nothing.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="onUnfit">What becomes of a value that its column cannot hold.</param>
    public SampleTally(Rule rule, OnUnfit onUnfit)
    {
        _rule = rule;
        _fit = new ColumnFit(rule.Schema, onUnfit);
        _rows = new RowBatch(rule.Schema, BatchRecords);
        _columns = [.. rule.Schema.Columns.Select(column => new ColumnTally(column))];
    }

    /// <summary>Counts a record.</summary>
    /// <param name="value">Its value; null for a tombstone.</param>
    public void Add(byte[]? value)
    {
        if (value is null) _records.AddTombstone();
        else _records.Add(value);
        if (_records.Count >= BatchRecords) Decide();
    }

    /// <summary>What was counted.</summary>
    public RuleSample Result()
    {
        Decide();
        IReadOnlyList<ColumnSample> columns = [.. _columns.Select(column => column.Result())];
        return new RuleSample(_count, _kept, Sorted(_dropped), Sorted(_rejected), _made, columns, [.. NothingKept(), .. _suspicions.Find(columns, _made)]);
    }

    private void Decide()
    {
        _rule.Filter(_records);
        _rule.Parse(_records, _rows);
        _made += _rows.Count;
        for (var row = 0; row < _rows.Count; row++) Look(_rows.Row(row));
        _fit.Hold(_records, _rows);
        _kept += _rows.Count;
        _count += _records.Count;
        foreach (var fate in _records.Fates)
        {
            if (fate.IsDropped) Count(_dropped, fate);
            else if (fate.IsRejected) Count(_rejected, fate);
        }

        _records.Clear();
        _rows.Clear();
    }

    private void Look(ReadOnlySpan<Cell> row)
    {
        for (var column = 0; column < row.Length; column++)
        {
            if (_columns[column].Add(_rows, row[column]) is { } value) _suspicions.Add(_rule.Schema.Columns[column], value);
        }
    }

    private void Count(Dictionary<string, long> counts, RecordFate fate) => CollectionsMarshal.GetValueRefOrAddDefault(counts, fate.Reason(_rule.Schema), out _)++;

    private IEnumerable<Suspicion> NothingKept()
    {
        if (_made > 0 || _count == 0) yield break;
        yield return new Suspicion(
            "", $"The rule {_rule.Name} keeps none of these records.", "Look at some with kongakka parse, and at the topic and the rule of the job: other records than the rule is for lie there, or a collector changed them.");
    }

    private static IReadOnlyList<KeyValuePair<string, long>> Sorted(Dictionary<string, long> counts) =>
        [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)];
}
