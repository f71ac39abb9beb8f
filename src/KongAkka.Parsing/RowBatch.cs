namespace KongAkka.Parsing;

/// <summary>
/// The rows that a rule made of a batch of records. Cells lie row by row; texts lie in one buffer, several cells may share bytes of it.
/// Reused from batch to batch. Not thread-safe.
/// </summary>
/// <remarks>
/// A text is kept as the inside of a JSON string: UTF-8 in which exactly <c>"</c>, <c>\</c> and the control characters below U+0020 are escaped
/// (<c>\"</c>, <c>\\</c>, <c>\u00xx</c> or JSON's short form). It comes that way from Kafka and leaves that way to StarRocks, so the usual value is copied,
/// never decoded and encoded again. <see cref="JsonText"/> undoes it for those who need the plain bytes.
/// </remarks>
public sealed class RowBatch
{
    private Cell[] _cells;
    private int[] _records;
    private byte[] _text;
    private int _textUsed;

    /// <summary>Makes an empty batch.</summary>
    /// <param name="schema">The columns of its rows.</param>
    /// <param name="rows">The rows to expect.</param>
    /// <param name="textBytes">The bytes of text to expect.</param>
    public RowBatch(RowSchema schema, int rows = 1024, int textBytes = 256 * 1024)
    {
        Schema = schema;
        _cells = new Cell[rows * schema.Width];
        _records = new int[rows];
        _text = new byte[textBytes];
    }

    /// <summary>The columns of the rows.</summary>
    public RowSchema Schema { get; }

    /// <summary>How many rows the batch holds.</summary>
    public int Count { get; private set; }

    /// <summary>The texts of all cells, encoded as the inside of JSON strings.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _textUsed);

    /// <summary>The bytes that the text buffer takes, used or not.</summary>
    public int Capacity => _text.Length;

    /// <summary>The cells of a row, in the schema's order.</summary>
    /// <param name="row">The row's index in the batch.</param>
    public Span<Cell> Row(int row) => _cells.AsSpan(row * Schema.Width, Schema.Width);

    /// <summary>The index of the record that a row was made of; grows from row to row.</summary>
    /// <param name="row">The row's index in the batch.</param>
    public int Record(int row) => _records[row];

    /// <summary>The encoded text of a cell.</summary>
    /// <param name="cell">A text cell of this batch.</param>
    public ReadOnlySpan<byte> TextOf(in Cell cell) => _text.AsSpan(cell.Start, cell.Length);

    /// <summary>Appends a row; its cells hold anything until they are set.</summary>
    /// <param name="record">The index of the record it is made of; larger than that of the row before.</param>
    public Span<Cell> AddRow(int record)
    {
        if (Count == _records.Length) GrowRows();
        _records[Count] = record;
        return Row(Count++);
    }

    /// <summary>Appends encoded text.</summary>
    /// <param name="encoded">The inside of a JSON string.</param>
    /// <returns>Where it begins in <see cref="Text"/>.</returns>
    public int AppendText(ReadOnlySpan<byte> encoded)
    {
        encoded.CopyTo(ReserveText(encoded.Length));
        var start = _textUsed;
        _textUsed += encoded.Length;
        return start;
    }

    /// <summary>Room behind the texts, to be claimed by <see cref="ClaimText"/>.</summary>
    /// <param name="bytes">The room needed.</param>
    public Span<byte> ReserveText(int bytes)
    {
        if (bytes > _text.Length - _textUsed) GrowText(bytes);
        return _text.AsSpan(_textUsed);
    }

    /// <summary>Claims what was written into the room given by <see cref="ReserveText"/>.</summary>
    /// <param name="bytes">The bytes written.</param>
    /// <returns>Where they begin in <see cref="Text"/>.</returns>
    public int ClaimText(int bytes)
    {
        var start = _textUsed;
        _textUsed += bytes;
        return start;
    }

    /// <summary>Keeps only the rows that a predicate wants, in their order.</summary>
    /// <param name="keep">Whether to keep the row of that index.</param>
    public void Retain(Func<int, bool> keep)
    {
        var kept = 0;
        for (var row = 0; row < Count; row++)
        {
            if (!keep(row)) continue;
            Row(row).CopyTo(Row(kept));
            _records[kept++] = _records[row];
        }

        Count = kept;
    }

    /// <summary>Empties the batch. A buffer that a large batch blew up is given back.</summary>
    /// <param name="keepBytes">The largest text buffer to keep.</param>
    public void Clear(int keepBytes = int.MaxValue)
    {
        Count = 0;
        _textUsed = 0;
        if (_text.Length > keepBytes) _text = new byte[keepBytes];
    }

    private void GrowRows()
    {
        var rows = Math.Max(16, _records.Length * 2);
        Array.Resize(ref _records, rows);
        Array.Resize(ref _cells, rows * Schema.Width);
    }

    private void GrowText(int needed)
    {
        var size = Math.Min(Array.MaxLength, Math.Max(2L * _text.Length, (long)_textUsed + needed));
        Array.Resize(ref _text, checked((int)size));
    }
}
