using KongAkka.Parsing;
using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Tests.Pipeline.Sinks.Tables;

public sealed class TableLimitsTests
{
    private static readonly RowSchema Schema = new(new Column("client_ip", ColumnType.Varchar, 45), new Column("status_code", ColumnType.Int));
    private static readonly TableColumn Ip = new("Client_IP", "varchar", 45, IsNullable: true, HasDefault: false);
    private static readonly TableColumn Code = new("status_code", "int", null, IsNullable: true, HasDefault: false);
    private static readonly TableColumn[] Before = [Ip, Code];

    [Theory]
    [InlineData(30L, 30)]
    [InlineData(60L, 60)]
    [InlineData(null, 45)]
    public void A_text_is_held_to_the_limit_of_its_column_where_that_is_told(long? bytes, int limit) =>
        Assert.Equal(limit, TableLimits.Apply(Schema, [Ip with { MaxBytes = bytes }, Code]).Columns[0].MaxBytes);

    [Fact]
    public void A_column_that_must_have_a_value_is_marked()
    {
        var limited = TableLimits.Apply(Schema, [Ip with { IsNullable = false }, Code with { IsNullable = false, HasDefault = true }]);
        Assert.Equal([true, false], limited.Columns.Select(c => c.IsRequired));
    }

    [Fact]
    public void A_column_that_the_table_lacks_stays_as_it_is() => Assert.Equal(Schema.Columns[0], TableLimits.Apply(Schema, [Code]).Columns[0]);

    [Fact]
    public void The_same_columns_and_further_ones_that_take_NULL_or_fill_themselves_are_no_change() =>
        Assert.Null(TableLimits.Change(Schema, Before, [.. Before, new("a", "int", null, true, false), new("b", "int", null, false, true)]));

    [Fact]
    public void A_narrower_column_is_named_with_both_widths() =>
        Assert.Equal("Column client_ip was VARCHAR(45) and is VARCHAR(10).", TableLimits.Change(Schema, Before, [Ip with { MaxBytes = 10 }, Code]));

    [Fact]
    public void A_column_that_went_is_named() => Assert.Equal("Column status_code was INT and is not there.", TableLimits.Change(Schema, Before, [Ip]));

    [Fact]
    public void A_column_that_became_NOT_NULL_is_named() =>
        Assert.Equal("Column status_code was INT and is INT NOT NULL.", TableLimits.Change(Schema, Before, [Ip, Code with { IsNullable = false }]));

    [Fact]
    public void A_further_column_that_must_be_filled_is_named() =>
        Assert.Contains("Column a is NOT NULL", TableLimits.Change(Schema, Before, [.. Before, new("a", "int", null, false, false)]), StringComparison.Ordinal);

    [Fact]
    public void Another_default_of_a_filled_column_is_no_change() =>
        Assert.Null(TableLimits.Change(Schema, Before, [Ip, Code with { HasDefault = true }]));
}
