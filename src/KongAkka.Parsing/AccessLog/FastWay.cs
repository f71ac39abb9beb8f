using System.Runtime.CompilerServices;
using KongAkka.Parsing.Json;
using KongAkka.Parsing.Time;

namespace KongAkka.Parsing.AccessLog;

/// <summary>
/// The rule for records of the ordinary shape, on their encoded bytes: header as <see cref="RecordHeader"/> says, a message of well-formed UTF-8 whose only escapes are
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
    /// <returns>False where the record is for the general way; no fate and no row has changed then.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryParse(RecordValues records, int record, RowBatch rows)
    {
        var text = records.Padded(record);
        var header = records.Headers[record];
        var message = text.From(header.MessageStart);
        if (header.AddressLength == 0 || message[header.AddressLength] != ' ' || text.Length > JsonStringReader.MaxLength) return false;
        if (!_time.TryAppend(text.From(header.TimeStart), header.TimeLength, rows, out var time)) return false;
        if (!_scan.TryScan(message, rows.ReserveText(message.Length + TextBlock.Size))) return false;
        if (_scan.HasNonAscii && !PlainPatterns.IsPlainUtf8(message.Span[.._scan.Length])) return false;
        var end = header.MessageStart + _scan.Length + 1;
        if ((end == text.Length || text[end] != '}') && !_rest.TryPassRest(text.Span, end)) return false;

        var line = new AccessLine();
        if (!line.TryFind(message, _scan.Length, _scan.Quotes)) return false;
        var responseTime = Cell.Null;
        if (line.ResponseLength > 0 && !TryRead(message.Span.Slice(line.ResponseStart, line.ResponseLength), out responseTime)) return false;
        var row = rows.AddRow(record);
        row[AccessLogSchema.LogTime] = time;
        row[AccessLogSchema.ResponseTime] = responseTime;
        Fill(row, line, header.AddressLength, message, rows);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> digits, out Cell cell)
    {
        var isNumber = ResponseTime.TryParse(digits, out var value);
        cell = Cell.Of(value);
        return isNumber;
    }

    private void Fill(Span<Cell> row, in AccessLine line, int address, PaddedText message, RowBatch rows)
    {
        var start = rows.ClaimText(_scan.Length);
        shared.AppendTo(rows);
        row[AccessLogSchema.Stream] = shared.Stream;
        row[AccessLogSchema.ClientIp] = Cell.Text(start, address, address);
        row[AccessLogSchema.HostDomain] = line.HostLength < 0 ? Cell.Null : Cell.Text(start + line.HostStart, line.HostLength, line.HostLength);
        row[AccessLogSchema.RequestUrl] =
            line.UrlLength < 0 ? Cell.Null : Cell.Text(start + line.UrlStart, line.UrlLength, line.UrlLength - line.UrlQuotes);
        row[AccessLogSchema.StatusCode] = line.Status < 0 ? Cell.Null : Cell.Of(line.Status);
        row[AccessLogSchema.ProjectName] = Project(line, start, message);
        row[AccessLogSchema.OriginalMessage] = Cell.Text(start, _scan.Length, _scan.Length - _scan.QuoteCount);
    }

    private Cell Project(in AccessLine line, int start, PaddedText message)
    {
        if (line.HostLength < 0) return shared.Platform;
        var dash = PlainPatterns.DistanceToMinus(message, line.HostStart, line.HostLength);
        return dash == line.HostLength ? shared.Platform : Cell.Text(start + line.HostStart, dash, dash);
    }
}
