using KongAkka.Parsing;
using KongAkka.Pipeline.Parsing;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Benchmarks;

/// <summary>The path from record value to load body as a graph runs it, without the stages around it.</summary>
internal sealed class Kernel
{
    private readonly IReadOnlyList<RecordValues> _batches;
    private readonly Rule _rule = Rules.Create("access-log");
    private readonly RowBatch _rows;
    private readonly ColumnFit _fit;
    private readonly RowWriter _writer;
    private LoadBody _body = new();

    public Kernel(IReadOnlyList<RecordValues> batches)
    {
        _batches = batches;
        _rows = new RowBatch(_rule.Schema);
        _fit = new ColumnFit(_rule.Schema, OnUnfit.Reject);
        _writer = new JsonRowWriter(_rule.Schema);
        Records = batches.Sum(batch => batch.Count);
    }

    public int Records { get; }

    /// <summary>Takes each body when it is whole; gives it back by default.</summary>
    public Action<LoadBody> Ended { get; init; } = body => body.Dispose();

    public Pass RunOnce()
    {
        var (rows, bytes) = (0L, 0L);
        foreach (var batch in _batches)
        {
            batch.ResetFates();
            rows += RunBatch(batch);
            if (_body.Length >= LoadLimits.Default.MaxBytes) bytes += EndLoad();
        }

        return new Pass(rows, bytes + EndLoad());
    }

    private int RunBatch(RecordValues batch)
    {
        _rows.Clear();
        _rule.Filter(batch);
        _rule.Parse(batch, _rows);
        _fit.Hold(batch, _rows);
        for (var row = 0; row < _rows.Count; row++) _writer.Append(_rows, row, _body);
        return _rows.Count;
    }

    private long EndLoad()
    {
        if (_body.Length > 0) _writer.Complete(_body);
        var bytes = _body.Length;
        Ended(_body);
        _body = new LoadBody();
        return bytes;
    }
}
