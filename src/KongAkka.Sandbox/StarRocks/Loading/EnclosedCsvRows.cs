using System.Text.Unicode;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>
/// Reads rows from CSV with <c>enclose</c> or <c>escape</c>: an enclosed field may hold separators, and the enclosing byte twice for itself;
/// the byte behind the escape is plain. An unenclosed <c>\N</c> is NULL.
/// </summary>
internal sealed class EnclosedCsvRows : RowReader
{
    private readonly LoadFields _fields;
    private readonly CsvSettings _csv;
    private readonly List<(int Start, int Length, bool IsNull)> _found = [];
    private byte[] _text = new byte[4096];
    private int _textLength;
    private int _toSkip;

    public EnclosedCsvRows(LoadRow row, LoadCounts counts, LoadFields fields, CsvSettings csv)
        : base(row, counts) => (_fields, _csv, _toSkip) = (fields, csv, csv.SkipHeader);

    public override int Read(ReadOnlySpan<byte> bytes, bool isLast)
    {
        var consumed = 0;
        while (consumed < bytes.Length && TryReadRow(bytes[consumed..], isLast, out var length, out var row))
        {
            PutRow(bytes.Slice(consumed, row));
            consumed += length;
        }

        return consumed;
    }

    /// <summary>Splits the first row into fields.</summary>
    /// <param name="bytes">From the first byte of the row.</param>
    /// <param name="isLast">Whether nothing follows.</param>
    /// <param name="length">The bytes of the row and its delimiter.</param>
    /// <param name="row">The bytes of the row alone.</param>
    /// <returns>Whether the row is complete.</returns>
    private bool TryReadRow(ReadOnlySpan<byte> bytes, bool isLast, out int length, out int row)
    {
        _found.Clear();
        _textLength = 0;
        (length, row) = (bytes.Length, bytes.Length);
        for (var at = 0; ;)
        {
            at += ReadField(bytes[at..]);
            if (bytes[at..].StartsWith(_csv.ColumnSeparator))
            {
                at += _csv.ColumnSeparator.Length;
            }
            else if (bytes[at..].StartsWith(_csv.RowDelimiter))
            {
                (row, length) = (at, at + _csv.RowDelimiter.Length);
                return true;
            }
            else
            {
                return isLast;
            }
        }
    }

    private int ReadField(ReadOnlySpan<byte> bytes)
    {
        var start = _textLength;
        var at = 0;
        if (_csv.TrimSpace)
        {
            while (at < bytes.Length && bytes[at] == ' ') at++;
        }

        var enclosed = at < bytes.Length && bytes[at] == _csv.Enclose;
        var from = at;
        if (enclosed) at = ReadEnclosed(bytes, at + 1);
        var whole = _textLength;
        while (at < bytes.Length && !bytes[at..].StartsWith(_csv.ColumnSeparator) && !bytes[at..].StartsWith(_csv.RowDelimiter))
        {
            if (bytes[at] == _csv.Escape && at + 1 < bytes.Length) at++;
            Append(bytes[at++]);
        }

        var isNull = !enclosed && bytes[from..at].SequenceEqual("\\N"u8);
        if (_csv.TrimSpace) TrimEnd(whole);
        _found.Add((start, _textLength - start, isNull));
        return at;
    }

    private int ReadEnclosed(ReadOnlySpan<byte> bytes, int at)
    {
        for (; at < bytes.Length; at++)
        {
            var next = at + 1 < bytes.Length ? bytes[at + 1] : (byte?)null;
            if (bytes[at] == _csv.Escape && _csv.Escape != _csv.Enclose && next is not null) at++;
            else if (bytes[at] == _csv.Enclose && next == _csv.Enclose) at++;
            else if (bytes[at] == _csv.Enclose) return at + 1;
            Append(bytes[at]);
        }

        return at;
    }

    private void PutRow(ReadOnlySpan<byte> source)
    {
        if (_toSkip > 0)
        {
            _toSkip--;
            return;
        }

        if (source.IsEmpty) return;
        if (_found.Count != _fields.Columns.Length) Row.Fail(CsvRows.CountMismatch(_csv, _fields.Columns.Length, _found.Count));
        else if (!Utf8.IsValid(_text.AsSpan(0, _textLength))) Row.Fail("Invalid UTF-8 row");
        else PutFields();
        EndRow(source);
    }

    private void PutFields()
    {
        for (var field = 0; field < _found.Count; field++)
        {
            var (start, length, isNull) = _found[field];
            if (_fields.Columns[field] >= 0 && !isNull) Row.PutText(_fields.Columns[field], _text.AsSpan(start, length));
        }
    }

    private void TrimEnd(int start)
    {
        while (_textLength > start && _text[_textLength - 1] == ' ') _textLength--;
    }

    private void Append(byte next)
    {
        if (_textLength == _text.Length) Array.Resize(ref _text, _text.Length * 2);
        _text[_textLength++] = next;
    }
}
