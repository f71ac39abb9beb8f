using KongAkka.Parsing.Json;
using KongAkka.Parsing.Time;

namespace KongAkka.Parsing.AccessLog;

/// <summary>
/// The rule for records of the ordinary shape, on their encoded bytes: header as <see cref="RecordHeader"/> says, a message of printable ASCII whose only escapes are
/// <c>\"</c>. The message is copied once; address, host, URL and project are parts of the copy. Takes a record or leaves it to the general way, never decides otherwise.
/// </summary>
internal sealed class FastWay(SharedTexts shared)
{
    private readonly MessageScan _scan = new();
    private readonly KstTimeCache _time = new();
    private readonly LogFields _rest = new();

    /// <summary>Begins a batch.</summary>
    public void Clear() => _time.Clear();

    /// <summary>Decides a record of the ordinary shape and appends its row if it is kept.</summary>
    /// <param name="records">The batch.</param>
    /// <param name="record">The record's index; no tombstone.</param>
    /// <param name="rows">Where the row goes.</param>
    /// <returns>False where the record is for the general way; nothing has changed then.</returns>
    public bool TryParse(RecordValues records, int record, RowBatch rows)
    {
        var padded = records.Padded(record, out var length);
        if (length > JsonStringReader.MaxLength || !RecordHeader.TryRead(padded, length, out var header)) return false;
        if (!padded[header.StreamStart..].StartsWith("stdout\""u8)) return false;
        var start = header.MessageStart(padded);
        if (start == 0 || start + AddressPrefix.Window > length) return false;

        var message = padded[start..];
        var address = AddressPrefix.LengthOfPlain(message);
        if (address == 0 || message[address] != ' ') return false;
        if (message.StartsWith("127.0.0.1 "u8) || !_time.TryAppend(padded[header.TimeStart..], header.TimeLength, rows, out var time)) return false;
        if (!_scan.TryScan(message, length - start, rows.ReserveText(length - start + PlainBlock.Size))) return false;
        var end = start + _scan.Length + 1;
        if ((end >= length || padded[end] != '}') && !_rest.TryPassRest(padded[..length], end)) return false;

        var line = new AccessLine();
        if (!line.TryFind(message, _scan.Length, _scan.Quotes)) return false;
        var responseTime = Cell.Null;
        if (line.ResponseLength > 0 && !TryRead(message.Slice(line.ResponseStart, line.ResponseLength), out responseTime)) return false;
        records.Fates[record] = new RecordFate(FateKind.Kept);
        var row = rows.AddRow(record);
        row[AccessLogSchema.LogTime] = time;
        row[AccessLogSchema.ResponseTime] = responseTime;
        Fill(row, line, address, message, rows);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> digits, out Cell cell)
    {
        var isNumber = ResponseTime.TryParse(digits, out var value);
        cell = Cell.Of(value);
        return isNumber;
    }

    private void Fill(Span<Cell> row, in AccessLine line, int address, ReadOnlySpan<byte> message, RowBatch rows)
    {
        var start = rows.ClaimText(_scan.Length);
        shared.AppendTo(rows);
        row[AccessLogSchema.Stream] = shared.Stream;
        row[AccessLogSchema.ClientIp] = Cell.Text(start, address, address);
        row[AccessLogSchema.HostDomain] = line.HostLength < 0 ? Cell.Null : Cell.Text(start + line.HostStart, line.HostLength, line.HostLength);
        row[AccessLogSchema.RequestUrl] = line.UrlLength < 0 ? Cell.Null : Cell.Text(start + line.UrlStart, line.UrlLength, line.UrlLength - line.UrlQuotes);
        row[AccessLogSchema.StatusCode] = line.Status < 0 ? Cell.Null : Cell.Of(line.Status);
        row[AccessLogSchema.ProjectName] = Project(line, start, message);
        row[AccessLogSchema.OriginalMessage] = Cell.Text(start, _scan.Length, _scan.Length - _scan.Quotes.Length);
    }

    private Cell Project(in AccessLine line, int start, ReadOnlySpan<byte> message)
    {
        var dash = line.HostLength < 0 ? -1 : message.Slice(line.HostStart, line.HostLength).IndexOf((byte)'-');
        return dash < 0 ? shared.Platform : Cell.Text(start + line.HostStart, dash, dash);
    }
}
