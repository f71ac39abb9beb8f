using KongAkka.Parsing.Json;
using KongAkka.Parsing.Time;

namespace KongAkka.Parsing.Raw;

/// <summary>The rule that keeps every JSON object: time on the clock of Seoul, stream and message.</summary>
internal sealed class RawRule : Rule
{
    /// <summary>The rule's name.</summary>
    public const string RuleName = "raw";

    private static readonly RowSchema Columns = new(
        new Column("time", ColumnType.DateTime),
        new Column("stream", ColumnType.Varchar, 20),
        new Column("message", ColumnType.Varchar, 65_533));

    private readonly LogFields _fields = new();
    private readonly KstTime _time = new();

    /// <inheritdoc/>
    public override string Name => RuleName;

    /// <inheritdoc/>
    public override RowSchema Schema => Columns;

    /// <inheritdoc/>
    public override void Filter(RecordValues records)
    {
        var fates = records.Fates;
        for (var record = 0; record < fates.Length; record++)
        {
            if (records.IsTombstone(record)) fates[record] = new RecordFate(FateKind.Tombstone);
        }
    }

    /// <inheritdoc/>
    public override void Parse(RecordValues records, RowBatch rows)
    {
        var fates = records.Fates;
        for (var record = 0; record < fates.Length; record++)
        {
            if (fates[record].Kind == FateKind.Pending) fates[record] = new RecordFate(Parse(records, record, rows));
        }
    }

    private FateKind Parse(RecordValues records, int record, RowBatch rows)
    {
        if (records.IsTombstone(record)) return FateKind.Tombstone;
        if (!_fields.TryRead(records[record])) return FateKind.Unreadable;
        var row = rows.AddRow(record);
        row[0] = _fields.IsNull(LogField.Time) ? Cell.Null : _time.Append(_fields[LogField.Time], rows);
        row[1] = Text(LogField.Stream, rows);
        row[2] = Text(LogField.Message, rows);
        return FateKind.Kept;
    }

    private Cell Text(LogField field, RowBatch rows) => _fields.IsNull(field) ? Cell.Null : JsonText.Append(_fields[field], rows);
}
