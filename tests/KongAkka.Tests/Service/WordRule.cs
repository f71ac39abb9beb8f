using System.Text;
using KongAkka.Parsing;

namespace KongAkka.Tests.Service;

/// <summary>A rule for tests: <c>TEXT INT DOUBLE</c> becomes a row, <c>-</c> in a place is NULL; <c>drop</c> is dropped and <c>cast</c> rejected.</summary>
internal sealed class WordRule : Rule
{
    public override string Name => "word";

    public override RowSchema Schema { get; } = new(new Column("text", ColumnType.Varchar, 100), new Column("count", ColumnType.Int), new Column("response_time", ColumnType.Double));

    public override void Filter(RecordValues records)
    {
        for (var i = 0; i < records.Count; i++)
        {
            if (records.IsTombstone(i)) records.Fates[i] = new RecordFate(FateKind.Tombstone);
            else if (records[i].SequenceEqual("drop"u8)) records.Fates[i] = new RecordFate(FateKind.Filtered);
        }
    }

    public override void Parse(RecordValues records, RowBatch rows)
    {
        for (var i = 0; i < records.Count; i++)
        {
            if (records.Fates[i].Kind != FateKind.Pending) continue;
            var words = Encoding.UTF8.GetString(records[i]).Split(' ');
            if (words is not [var text, var count, var time])
            {
                records.Reject(i, new RecordFate(FateKind.CastFailed, 2), $"\"{words[0]}\" & co");
                continue;
            }

            records.Fates[i] = new RecordFate(FateKind.Kept);
            var encoded = Encoding.UTF8.GetBytes(text);
            var row = rows.AddRow(i);
            row[0] = text == "-" ? Cell.Null : Cell.Text(rows.AppendText(encoded), encoded.Length, encoded.Length);
            row[1] = count == "-" ? Cell.Null : Cell.Of(int.Parse(count, null));
            row[2] = time == "-" ? Cell.Null : Cell.Of(double.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
