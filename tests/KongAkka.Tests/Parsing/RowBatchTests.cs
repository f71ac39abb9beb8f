using KongAkka.Parsing;

namespace KongAkka.Tests.Parsing;

public sealed class RowBatchTests
{
    private static readonly RowSchema Schema = new(new Column("text", ColumnType.Varchar, 100), new Column("number", ColumnType.Int));

    [Fact]
    public void Rows_and_texts_survive_growth()
    {
        var rows = new RowBatch(Schema, 1, 1);
        for (var i = 0; i < 1000; i++) Add(rows, i);

        Assert.Equal(1000, rows.Count);
        for (var i = 0; i < 1000; i++) AssertRow(rows, i, i);
    }

    [Fact]
    public void Retain_keeps_order_and_records()
    {
        var rows = new RowBatch(Schema, 1, 1);
        for (var i = 0; i < 10; i++) Add(rows, i);

        rows.Retain(row => row % 3 == 1);

        Assert.Equal(3, rows.Count);
        for (var row = 0; row < 3; row++) AssertRow(rows, row, (row * 3) + 1);
    }

    [Fact]
    public void Clear_gives_a_large_buffer_back()
    {
        var rows = new RowBatch(Schema, 1, 1);
        rows.AppendText(new byte[100_000]);

        rows.Clear(keepBytes: 1000);

        Assert.Equal(1000, rows.Capacity);
        Assert.Equal(0, rows.Count);
        Assert.True(rows.Text.IsEmpty);
    }

    [Fact]
    public void A_null_cell_is_no_empty_text()
    {
        Assert.True(Cell.Null.IsNull);
        Assert.False(Cell.Text(0, 0, 0).IsNull);
        Assert.False(Cell.Of(0).IsNull);
        Assert.Equal(-7, Cell.Of(-7).Int32);
        Assert.Equal(0.1, Cell.Of(0.1).Double);
    }

    private static void Add(RowBatch rows, int i)
    {
        var row = rows.AddRow(i);
        row[0] = JsonText.Append($"text {i}", rows);
        row[1] = Cell.Of(i);
    }

    private static void AssertRow(RowBatch rows, int row, int i)
    {
        Assert.Equal(i, rows.Record(row));
        Assert.Equal($"text {i}", JsonText.ToString(rows.TextOf(rows.Row(row)[0])));
        Assert.Equal(i, rows.Row(row)[1].Int32);
    }
}
