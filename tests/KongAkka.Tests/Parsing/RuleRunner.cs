using KongAkka.Parsing;

namespace KongAkka.Tests.Parsing;

/// <summary>Runs a rule over a few record values and shows what became of each in plain values.</summary>
public static class RuleRunner
{
    /// <summary>Runs a rule over a batch.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="values">The record values; null for a tombstone.</param>
    /// <param name="filterFirst">Whether the early filter runs first, as in the service.</param>
    public static Outcome[] Run(Rule rule, IEnumerable<byte[]?> values, bool filterFirst = true)
    {
        var records = new RecordValues(4, 64);
        foreach (var value in values)
        {
            if (value is null) records.AddTombstone();
            else records.Add(value);
        }

        var rows = new RowBatch(rule.Schema, 1, 16);
        if (filterFirst) rule.Filter(records);
        rule.Parse(records, rows);
        return Outcomes(records, rows);
    }

    /// <summary>Runs a rule over one record value.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="value">The record value.</param>
    /// <param name="filterFirst">Whether the early filter runs first.</param>
    public static Outcome Run(Rule rule, byte[] value, bool filterFirst = true) => Run(rule, [value], filterFirst)[0];

    /// <summary>What became of each record of a batch.</summary>
    /// <param name="records">The batch.</param>
    /// <param name="rows">Its rows.</param>
    public static Outcome[] Outcomes(RecordValues records, RowBatch rows)
    {
        var outcomes = new Outcome[records.Count];
        var row = 0;
        for (var record = 0; record < records.Count; record++)
        {
            var fate = records.Fates[record];
            var cells = fate.Kind == FateKind.Kept ? Cells(rows, row++, record) : null;
            outcomes[record] = new Outcome(fate.Kind, fate.Column, records.Detail(record), cells);
        }

        Assert.Equal(rows.Count, row);
        return outcomes;
    }

    private static object?[] Cells(RowBatch rows, int row, int record)
    {
        Assert.Equal(record, rows.Record(row));
        var columns = rows.Schema.Columns;
        var values = new object?[columns.Count];
        for (var column = 0; column < values.Length; column++) values[column] = Value(rows, rows.Row(row)[column], columns[column].Type);
        return values;
    }

    private static object? Value(RowBatch rows, Cell cell, ColumnType type)
    {
        if (cell.IsNull) return null;
        if (type == ColumnType.Int) return cell.Int32;
        if (type == ColumnType.Double) return cell.Double;
        var encoded = rows.TextOf(cell);
        var decoded = new byte[encoded.Length];
        Assert.Equal(cell.ByteLength, JsonText.Decode(encoded, decoded));
        AssertEncoded(encoded);
        return JsonText.ToString(encoded);
    }

    private static void AssertEncoded(ReadOnlySpan<byte> encoded)
    {
        using var document = System.Text.Json.JsonDocument.Parse("\"" + System.Text.Encoding.UTF8.GetString(encoded) + "\"");
        Assert.Equal(document.RootElement.GetString(), JsonText.ToString(encoded));
    }
}
