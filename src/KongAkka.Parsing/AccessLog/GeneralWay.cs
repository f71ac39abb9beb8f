using KongAkka.Parsing.Json;
using KongAkka.Parsing.Time;

namespace KongAkka.Parsing.AccessLog;

/// <summary>The rule for any record whatsoever, over texts as Java has them. What the fast way does not take comes here.</summary>
internal sealed class GeneralWay(SharedTexts shared)
{
    private readonly LogFields _fields = new();
    private readonly KstTime _time = new();

    /// <summary>Decides a record and appends its row if it is kept.</summary>
    /// <param name="records">The batch.</param>
    /// <param name="record">The record's index.</param>
    /// <param name="rows">Where the row goes.</param>
    public void Parse(RecordValues records, int record, RowBatch rows)
    {
        if (!_fields.TryRead(records[record]))
        {
            records.Fates[record] = new RecordFate(FateKind.Unreadable);
            return;
        }

        var message = _fields[LogField.Message];
        if (!IsKept(message))
        {
            records.Fates[record] = new RecordFate(FateKind.Filtered);
            return;
        }

        var digits = MessagePatterns.ResponseTime(message);
        var responseTime = 0.0;
        if (!digits.IsEmpty && !ResponseTime.TryParse(digits, out responseTime))
        {
            records.Reject(record, new RecordFate(FateKind.CastFailed, AccessLogSchema.ResponseTime), ResponseTime.Complain(digits));
            return;
        }

        records.Fates[record] = new RecordFate(FateKind.Kept);
        var row = rows.AddRow(record);
        row[AccessLogSchema.ResponseTime] = digits.IsEmpty ? Cell.Null : Cell.Of(responseTime);
        Fill(row, message, rows);
    }

    private bool IsKept(ReadOnlySpan<char> message) =>
        !_fields.IsNull(LogField.Stream) && _fields[LogField.Stream] is "stdout" && !_fields.IsNull(LogField.Message) && MessagePatterns.IsAccess(message);

    private void Fill(Span<Cell> row, ReadOnlySpan<char> message, RowBatch rows)
    {
        shared.AppendTo(rows);
        var hasHost = MessagePatterns.TryHostDomain(message, out var host);
        var status = MessagePatterns.StatusCode(message);
        row[AccessLogSchema.LogTime] = _fields.IsNull(LogField.Time) ? Cell.Null : _time.Append(_fields[LogField.Time], rows);
        row[AccessLogSchema.Stream] = shared.Stream;
        row[AccessLogSchema.ClientIp] = JsonText.Append(MessagePatterns.ClientIp(message), rows);
        row[AccessLogSchema.HostDomain] = hasHost ? JsonText.Append(host, rows) : Cell.Null;
        row[AccessLogSchema.RequestUrl] = MessagePatterns.TryRequestUrl(message, out var url) ? JsonText.Append(url, rows) : Cell.Null;
        row[AccessLogSchema.StatusCode] = status < 0 ? Cell.Null : Cell.Of(status);
        row[AccessLogSchema.ProjectName] = MessagePatterns.TryProject(host, out var project) ? JsonText.Append(project, rows) : shared.Platform;
        row[AccessLogSchema.OriginalMessage] = JsonText.Append(message, rows);
    }
}
