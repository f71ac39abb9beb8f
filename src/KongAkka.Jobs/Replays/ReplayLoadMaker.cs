using KongAkka.Parsing;
using KongAkka.Pipeline.Parsing;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Replays;

/// <summary>Takes rejected records through the rule once more, as the path does. Serves one thread.</summary>
/// <param name="rule">The rule.</param>
/// <param name="fit">What becomes of values that their column cannot hold.</param>
/// <param name="writer">Writes rows as the sink wants them.</param>
internal sealed class ReplayLoadMaker(Rule rule, ColumnFit fit, RowWriter writer)
{
    private const int KeepBytes = 4 << 20;

    private readonly RecordValues _values = new();
    private readonly RowBatch _rows = new(rule.Schema);

    /// <summary>Makes one load of as many records as go into it.</summary>
    /// <param name="records">The records; at least one.</param>
    /// <param name="maxRows">The most rows.</param>
    /// <param name="maxBytes">The most bytes of the body; a single row may exceed it.</param>
    /// <param name="tally">Where those that give no row are counted; null when they are not to be.</param>
    public ReplayLoad Make(IReadOnlyList<RejectedRecord> records, int maxRows, long maxBytes, ReplayTally? tally)
    {
        _values.Clear(KeepBytes);
        _rows.Clear(KeepBytes);
        foreach (var record in records) _values.Add(record.Value.Span);
        rule.Filter(_values);
        rule.Parse(_values, _rows);
        fit.Hold(_values, _rows);
        var body = new LoadBody();
        var rows = Write(body, maxRows, maxBytes);
        var taken = rows == _rows.Count ? records.Count : _rows.Record(rows);
        if (tally is not null) Count(tally, taken);
        return new ReplayLoad([.. Enumerable.Range(0, rows).Select(row => records[_rows.Record(row)])], body, taken);
    }

    private int Write(LoadBody body, int maxRows, long maxBytes)
    {
        var rows = 0;
        for (; rows < _rows.Count && rows < maxRows; rows++)
        {
            var before = body.Length;
            writer.Append(_rows, rows, body);
            if (rows == 0 || body.Length + writer.ClosingBytes <= maxBytes) continue;
            body.Retract(body.Length - before);
            break;
        }

        if (rows > 0) writer.Complete(body);
        return rows;
    }

    private void Count(ReplayTally tally, int taken)
    {
        foreach (var fate in _values.Fates[..taken])
        {
            if (fate.IsRejected) tally.AddRejected(fate.Reason(rule.Schema));
            else if (fate.IsDropped) tally.AddDropped(fate.Reason(rule.Schema));
        }
    }
}
