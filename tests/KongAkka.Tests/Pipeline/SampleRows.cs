using System.Text;
using KongAkka.Parsing;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Parsing;

namespace KongAkka.Tests.Pipeline;

/// <summary>Rows made by hand, for tests of what lies behind the rule.</summary>
internal static class SampleRows
{
    public static RowSchema Schema { get; } = new(
        new Column("log_time", ColumnType.DateTime),
        new Column("client_ip", ColumnType.Varchar, 45),
        new Column("response_time", ColumnType.Double),
        new Column("status_code", ColumnType.Int),
        new Column("original_message", ColumnType.Varchar, 65533));

    /// <summary>Appends a row of texts, numbers and nulls; texts are given as the inside of a JSON string.</summary>
    public static void Add(RowBatch rows, int record, params object?[] values)
    {
        var cells = values.Select(value => ToCell(rows, value)).ToArray();
        cells.CopyTo(rows.AddRow(record));
    }

    /// <summary>Appends a row whose message is the given one and whose other columns are ordinary.</summary>
    public static void AddMessage(RowBatch rows, int record, string message) =>
        Add(rows, record, "2024-05-06 07:08:09", "10.0.0.1", 0.25, 200, message);

    /// <summary>A batch of records of one partition; those for which <paramref name="message"/> gives a text become a row.</summary>
    public static ParsedBatch Batch(int partition, long firstOffset, int records, Func<int, string?> message, Action<ConsumedBatch>? giveBack = null)
    {
        var source = new ConsumedBatch(giveBack);
        var rows = new RowBatch(Schema);
        for (var record = 0; record < records; record++)
        {
            source.Add(partition, firstOffset + record, -1, "{}"u8);
            if (message(record) is { } text) AddMessage(rows, record, text);
        }

        return new ParsedBatch(source, rows);
    }

    private static Cell ToCell(RowBatch rows, object? value)
    {
        switch (value)
        {
            case null: return Cell.Null;
            case int number: return Cell.Of(number);
            case double number: return Cell.Of(number);
            case string text:
                var encoded = Encoding.UTF8.GetBytes(text);
                using (var plain = System.Text.Json.JsonDocument.Parse($"\"{text}\""))
                    return Cell.Text(rows.AppendText(encoded), encoded.Length, Encoding.UTF8.GetByteCount(plain.RootElement.GetString()!));
            default: throw new ArgumentException($"{value} is no cell");
        }
    }
}
