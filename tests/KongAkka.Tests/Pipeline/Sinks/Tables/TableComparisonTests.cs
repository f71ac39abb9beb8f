using KongAkka.Parsing;
using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Tests.Pipeline.Sinks.Tables;

public sealed class TableComparisonTests
{
    private static readonly RowSchema Schema = new(
        new Column("log_time", ColumnType.DateTime), new Column("url", ColumnType.Varchar, 1000), new Column("time", ColumnType.Double), new Column("status", ColumnType.Int));

    [Fact]
    public void A_table_that_takes_everything_gives_no_finding() => Assert.Empty(Find());

    [Fact]
    public void Names_are_compared_whatever_their_case() => Assert.Empty(Find(("LOG_TIME", "datetime", null)));

    [Fact]
    public void More_room_and_more_columns_are_fine() => Assert.Empty(Find(("url", "varchar", 65533), ("status", "bigint", null), ("added", "varchar", 10)));

    [Theory]
    [InlineData("log_time", "int", FindingKind.Fails)]
    [InlineData("log_time", "date", FindingKind.Warns)]
    [InlineData("time", "boolean", FindingKind.Fails)]
    [InlineData("time", "float", FindingKind.Warns)]
    [InlineData("status", "smallint", FindingKind.Warns)]
    [InlineData("status", "datetime", FindingKind.Fails)]
    [InlineData("url", "int", FindingKind.Fails)]
    public void A_type_that_does_not_take_the_value_is_found(string column, string type, FindingKind kind)
    {
        var finding = Assert.Single(Find((column, type, null)));
        Assert.Equal(kind, finding.Kind);
        Assert.Contains(column, finding.What, StringComparison.Ordinal);
        Assert.Contains("ALTER TABLE", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_column_with_less_room_is_found()
    {
        var finding = Assert.Single(Find(("url", "varchar", 255)));
        Assert.Equal(FindingKind.Warns, finding.Kind);
        Assert.Contains("url holds 255 bytes, values may have 1000", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_is_found_with_the_statement_that_adds_it()
    {
        var finding = Assert.Single(TableComparison.Compare(Schema, [.. Table().Where(column => column.Name != "url")]));
        Assert.Equal(FindingKind.Fails, finding.Kind);
        Assert.Contains("ADD COLUMN url VARCHAR(1000)", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_takes_no_null_is_found()
    {
        var table = Table().Select(column => column.Name == "url" ? column with { IsNullable = false } : column);
        Assert.Contains("NOT NULL", Assert.Single(TableComparison.Compare(Schema, [.. table])).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void A_column_that_nobody_fills_is_found_unless_it_has_a_default(bool hasDefault, int findings)
    {
        var added = new TableColumn("tenant", "varchar", 10, IsNullable: false, hasDefault);
        Assert.Equal(findings, TableComparison.Compare(Schema, [.. Table(), added]).Count);
    }

    private static IReadOnlyList<TableFinding> Find(params (string Name, string Type, long? Bytes)[] changed) =>
        TableComparison.Compare(Schema, [.. Table().Where(column => !changed.Any(c => string.Equals(c.Name, column.Name, StringComparison.OrdinalIgnoreCase))), .. changed.Select(c => Nullable(c.Name, c.Type, c.Bytes))]);

    private static IEnumerable<TableColumn> Table() =>
        [Nullable("log_time", "datetime", null), Nullable("url", "varchar", 1000), Nullable("time", "double", null), Nullable("status", "int", null)];

    private static TableColumn Nullable(string name, string type, long? bytes) => new(name, type, bytes, IsNullable: true, HasDefault: false);
}
