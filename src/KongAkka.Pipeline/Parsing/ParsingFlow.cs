using System.Collections.Concurrent;
using Akka;
using Akka.Streams.Dsl;
using KongAkka.Parsing;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Telemetry;

namespace KongAkka.Pipeline.Parsing;

/// <summary>The third step of the path: the rule makes rows of what filtering left, and each value is held against its column.</summary>
internal sealed class ParsingFlow
{
    /// <summary>A buffer that an unusual batch blew up beyond this is not kept.</summary>
    private const int KeepBytes = 4 << 20;

    private readonly ConcurrentQueue<RowBatch> _idle = new();
    private readonly Rule _rule;
    private readonly ColumnFit _fit;
    private readonly FateCounter _counter;
    private readonly string? _refusal;

    private ParsingFlow(Rule rule, ColumnFit fit, PathCounters counters, string? refusal)
    {
        _refusal = refusal;
        _rule = rule;
        _fit = fit;
        _counter = new FateCounter(rule.Schema, counters);
    }

    /// <summary>Makes the step.</summary>
    /// <param name="rule">The rule; used by this graph alone.</param>
    /// <param name="fit">What becomes of values that their column cannot hold.</param>
    /// <param name="counters">Where kept, dropped and rejected records are counted.</param>
    /// <param name="refusal">Why the sink refused every row that the records make; null, the ordinary case, when it did not.</param>
    public static Flow<ConsumedBatch, ParsedBatch, NotUsed> Create(Rule rule, ColumnFit fit, PathCounters counters, string? refusal = null) =>
        Flow.Create<ConsumedBatch>().Select(new ParsingFlow(rule, fit, counters, refusal).Parse);

    private ParsedBatch Parse(ConsumedBatch batch)
    {
        var rows = _idle.TryDequeue(out var idle) ? idle : new RowBatch(_rule.Schema);
        _rule.Parse(batch.Values, rows);
        if (_fit.Hold(batch.Values, rows) > 0) _counter.CountUnfit(_fit.Unfit);
        if (_fit.HasNulls) _counter.CountNulls(_fit.Nulls);
        if (_refusal is not null) Refuse(batch.Values, rows, _refusal);
        _counter.Count(batch.Values, rows);
        return new ParsedBatch(batch, rows, GiveBack);
    }

    private static void Refuse(RecordValues records, RowBatch rows, string refusal)
    {
        for (var row = 0; row < rows.Count; row++) records.Reject(rows.Record(row), new RecordFate(FateKind.Refused), refusal);
        rows.Retain(_ => false);
    }

    private void GiveBack(RowBatch rows)
    {
        rows.Clear(KeepBytes);
        _idle.Enqueue(rows);
    }
}
