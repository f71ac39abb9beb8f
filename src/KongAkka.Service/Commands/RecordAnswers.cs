using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using KongAkka.Parsing;

namespace KongAkka.Service.Commands;

/// <summary>Asks a rule about records in batches and writes its answers, one JSON object a line, in the order of the records.</summary>
/// <param name="rule">The rule.</param>
/// <param name="output">Where the lines go.</param>
internal sealed class RecordAnswers(Rule rule, Stream output)
{
    private const int BatchRecords = 4096;
    private const int BatchBytes = 4 << 20;

    private readonly RecordValues _records = new(BatchRecords);
    private readonly RowBatch _rows = new(rule.Schema, BatchRecords);
    private readonly ArrayBufferWriter<byte> _lines = new(1 << 20);

    /// <summary>Asks about a record.</summary>
    /// <param name="value">Its value.</param>
    public void Add(ReadOnlySpan<byte> value)
    {
        _records.Add(value);
        if (_records.Count >= BatchRecords || _records.ByteCount >= BatchBytes) Flush();
    }

    /// <summary>Asks about a record without a value.</summary>
    public void AddTombstone()
    {
        _records.AddTombstone();
        if (_records.Count >= BatchRecords) Flush();
    }

    /// <summary>Writes the answers that are still held back.</summary>
    public void Flush()
    {
        if (_records.Count == 0) return;
        rule.Filter(_records);
        rule.Parse(_records, _rows);
        for (int record = 0, row = 0; record < _records.Count; record++)
        {
            if (_records.Fates[record].Kind == FateKind.Kept) WriteRow(row++);
            else WriteFate(record);
            _lines.Write("\n"u8);
            if (_lines.WrittenCount >= BatchBytes) WriteLines();
        }

        WriteLines();
        _records.Clear(BatchBytes);
        _rows.Clear(BatchBytes);
    }

    private void WriteLines()
    {
        output.Write(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
    }

    private void WriteRow(int row)
    {
        var cells = _rows.Row(row);
        var separator = "{\"row\":["u8;
        for (var column = 0; column < cells.Length; column++)
        {
            _lines.Write(separator);
            WriteCell(cells[column], rule.Schema.Columns[column].Type);
            separator = ","u8;
        }

        _lines.Write("]}"u8);
    }

    private void WriteCell(in Cell cell, ColumnType type)
    {
        if (cell.IsNull) _lines.Write("null"u8);
        else if (type == ColumnType.Int) WriteNumber(cell.Int32);
        else if (type == ColumnType.Double) WriteNumber(cell.Double);
        else WriteQuoted(_rows.TextOf(cell));
    }

    private void WriteFate(int record)
    {
        var fate = _records.Fates[record];
        _lines.Write(fate.IsRejected ? "{\"rejected\":"u8 : "{\"dropped\":"u8);
        WriteText(fate.Reason(rule.Schema));
        if (fate.IsRejected)
        {
            _lines.Write(",\"detail\":"u8);
            WriteText(_records.Detail(record));
        }

        _lines.Write("}"u8);
    }

    private void WriteNumber<T>(T number)
        where T : struct, IUtf8SpanFormattable
    {
        var room = _lines.GetSpan(32);
        number.TryFormat(room, out var written, default, CultureInfo.InvariantCulture);
        var isNumber = char.IsAsciiDigit((char)room[written - 1]);
        if (isNumber) _lines.Advance(written);
        else WriteQuoted(room[..written].ToArray());
    }

    private void WriteText(string text) => WriteQuoted(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);

    private void WriteQuoted(ReadOnlySpan<byte> encoded)
    {
        _lines.Write("\""u8);
        _lines.Write(encoded);
        _lines.Write("\""u8);
    }
}
