using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Parsing;

namespace KongAkka.Pipeline.RowBatching;

/// <summary>
/// The load that is being filled, and the batch it is filled from. Rows are never split from their offsets: a record without a row belongs to the load of the
/// next row of its batch, or, when none follows, to the load that is open when the batch ends. Not thread-safe.
/// </summary>
internal sealed class OpenLoad : IDisposable
{
    private readonly RowWriter _writer;
    private readonly LoadCutter _cutter;
    private readonly OffsetRanges _ranges;
    private readonly OriginTracker _origin = new();
    private LoadBody _body = new();
    private ParsedBatch? _batch;
    private long _arrived;
    private int _row, _record, _rows;
    private long _number;

    public OpenLoad(RowWriter writer, LoadCutter cutter, OffsetRanges ranges)
    {
        _writer = writer;
        _cutter = cutter;
        _ranges = ranges;
    }

    /// <summary>Whether a batch is held of which something is left.</summary>
    public bool HasBatch => _batch is not null;

    /// <summary>Whether the load must be cut before the batch can go on.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Whether the load accounts for no offset yet.</summary>
    public bool IsEmpty => _ranges.IsEmpty;

    /// <summary>Takes the next batch; <see cref="HasBatch"/> must be false.</summary>
    public void Take(ParsedBatch batch, long arrived)
    {
        _batch = batch;
        _arrived = arrived;
        _row = 0;
        _record = 0;
    }

    /// <summary>Moves rows from the batch into the load until the load is full or the batch at its end.</summary>
    public void Fill()
    {
        while (_batch is not null && !IsFull)
        {
            if (_row == _batch.Rows.Count) FinishBatch(_batch);
            else AppendRow(_batch);
        }
    }

    /// <summary>Ends the load and begins the next.</summary>
    /// <param name="now">From when on what is left of the batch counts as arrived: its wait for this load says nothing about the next.</param>
    public LoadBatch Cut(long now)
    {
        _arrived = now;
        if (_rows > 0) _writer.Complete(_body);
        var load = new LoadBatch(_number++, _ranges.Cut(), _rows, _body) { Origin = _origin.Cut(_cutter.Age(now)) };
        _body = new LoadBody();
        _rows = 0;
        IsFull = false;
        _cutter.Restart();
        return load;
    }

    public void Dispose()
    {
        _body.Dispose();
        _batch?.Return();
        _batch = null;
    }

    private void AppendRow(ParsedBatch batch)
    {
        var before = _body.Length;
        _writer.Append(batch.Rows, _row, _body);
        if (_cutter.IsOverfull(_rows + 1, _body.Length + _writer.ClosingBytes))
        {
            _body.Retract(_body.Length - before);
            IsFull = true;
        }
        else
        {
            if (_row == 0 || _rows == 0) _origin.SawRow(batch.Rows, _row);
            _rows++;
            _row++;
            IsFull = _cutter.IsFull(_rows);
        }

        if (IsFull && _row > 0) Account(batch.Source, batch.Rows.Record(_row - 1) + 1);
    }

    private void FinishBatch(ParsedBatch batch)
    {
        Account(batch.Source, batch.Source.Values.Count);
        foreach (var position in batch.Source.Positions) _ranges.Advance(position);
        if (!_ranges.IsEmpty) _cutter.Saw(_arrived);
        _batch = null;
        batch.Return();
    }

    private void Account(ConsumedBatch source, int until)
    {
        if (until <= _record) return;
        _ranges.AddRecords(source, _record, until);
        _origin.SawRecords(source, _record, until);
        _record = until;
        _cutter.Saw(_arrived);
    }
}
