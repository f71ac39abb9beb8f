using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>Reads rows from CSV without enclosing characters; <c>\N</c> is NULL and blank rows are skipped, as in StarRocks.</summary>
internal sealed class CsvRows : RowReader
{
    private readonly LoadFields _fields;
    private readonly CsvSettings _csv;
    private int _toSkip;

    public CsvRows(LoadRow row, LoadCounts counts, LoadFields fields, CsvSettings csv)
        : base(row, counts) => (_fields, _csv, _toSkip) = (fields, csv, csv.SkipHeader);

    /// <summary>StarRocks' text for a row with another number of fields.</summary>
    public static string CountMismatch(CsvSettings csv, int expected, int given) => string.Create(CultureInfo.InvariantCulture,
        $"Value count does not match column count: Target column count: {expected} doesn't match source value column count: {given}. Column separator: '{Shown(csv.ColumnSeparator)}', Row delimiter: '{Shown(csv.RowDelimiter)}'");

    public override int Read(ReadOnlySpan<byte> bytes, bool isLast)
    {
        var consumed = 0;
        while (consumed < bytes.Length)
        {
            var end = bytes[consumed..].IndexOf(_csv.RowDelimiter);
            if (end < 0 && !isLast) break;
            var line = end < 0 ? bytes[consumed..] : bytes.Slice(consumed, end);
            consumed += end < 0 ? line.Length : end + _csv.RowDelimiter.Length;
            ReadLine(line);
        }

        return consumed;
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        if (_toSkip > 0)
        {
            _toSkip--;
            return;
        }

        if (line.IsEmpty) return;
        var given = line.Count(_csv.ColumnSeparator) + 1;
        if (given != _fields.Columns.Length) Row.Fail(CountMismatch(_csv, _fields.Columns.Length, given));
        else if (!Utf8.IsValid(line)) Row.Fail("Invalid UTF-8 row");
        else PutFields(line);
        EndRow(line);
    }

    private void PutFields(ReadOnlySpan<byte> line)
    {
        foreach (var column in _fields.Columns)
        {
            var end = line.IndexOf(_csv.ColumnSeparator);
            var field = end < 0 ? line : line[..end];
            line = end < 0 ? default : line[(end + _csv.ColumnSeparator.Length)..];
            if (_csv.TrimSpace) field = field.Trim((byte)' ');
            if (column >= 0 && !field.SequenceEqual("\\N"u8)) Row.PutText(column, field);
        }
    }

    private static string Shown(byte[] separator) => Encoding.UTF8.GetString(separator)
        .Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
