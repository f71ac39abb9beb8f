using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>What StarRocks does with values that do not fit, strict and not.</summary>
public sealed class RowCheckTests : StarRocksTest
{
    private const string Good = """{"id":1,"t":"ok"}""";

    public static TheoryData<string, string, string> Unfit => new()
    {
        { "t", "\"" + new string('x', 9) + "\"", "Value length is beyond the capacity. column=t, capacity=8" },
        { "t", "\"한글이\"", "Value length is beyond the capacity. column=t, capacity=8" },
        { "i", "\"-\"", "Unable to cast string value to BIGINT. value=-, column=i" },
        { "i", "2147483648", "Value is overflow. column=i, value=2147483648" },
        { "i", "true", "Unsupported value type. Numeric type is required. column=i" },
        { "b", "9223372036854775808", "Value is overflow. column=b, value=9223372036854775808" },
        { "f", "\"1.2.3\"", "Unable to cast string value to DOUBLE. value=1.2.3, column=f" },
        { "f", "\"NaN\"", "Unable to cast string value to DOUBLE. value=NaN, column=f" },
        { "f", "1e999", "Unable to cast string value to DOUBLE. value=1e999, column=f" },
        { "d", "\"2026-02-30 00:00:00\"", "Value '2026-02-30 00:00:00' is out of range. The type of 'd' is DATETIME" },
        { "d", "\"10000-01-01 00:00:00\"", "Value '10000-01-01 00:00:00' is out of range. The type of 'd' is DATETIME" },
        { "d", "\"2026-01-01 24:00:00\"", "Value '2026-01-01 24:00:00' is out of range. The type of 'd' is DATETIME" },
    };

    public static TheoryData<string, string, string> Fitting => new()
    {
        { "t", "\"12345678\"", "\"12345678\"" },
        { "t", "\"한글\"", "\"한글\"" },
        { "t", "\"\"", "\"\"" },
        { "t", "12.50", "\"12.50\"" },
        { "t", "true", "\"1\"" },
        { "t", "[1, \"é\"]", "\"[1,\\\"é\\\"]\"" },
        { "t", "null", "null" },
        { "i", "-2147483648", "-2147483648" },
        { "i", "\" 42 \"", "42" },
        { "i", "200.9", "200" },
        { "b", "9223372036854775807", "9223372036854775807" },
        { "f", "\"0.125\"", "0.125" },
        { "f", "1e3", "1000" },
        { "d", "\"0000-01-01 00:00:00\"", "\"0000-01-01 00:00:00\"" },
        { "d", "\"9999-12-31 23:59:59.999999\"", "\"9999-12-31 23:59:59.999999\"" },
        { "d", "\"2026-1-2\"", "\"2026-01-02 00:00:00\"" },
        { "d", "\"2026-01-02T03:04:05.5\"", "\"2026-01-02 03:04:05.500000\"" },
        { "d", "20260102030405", "\"2026-01-02 03:04:05\"" },
    };

    private static TableDefinition Table => new(
        "checks",
        TableColumn.Int("id").NotNull(),
        TableColumn.Varchar("t", 8),
        TableColumn.Int("i"),
        new TableColumn("b", TableColumnType.BigInt),
        TableColumn.Double("f"),
        TableColumn.DateTime("d"));

    [Theory]
    [MemberData(nameof(Unfit))]
    public async Task Strict_mode_filters_a_row_that_does_not_fit_and_fails_the_whole_load(string column, string value, string error)
    {
        Server.CreateTable("quickstart", Table);
        var bad = $$"""{"id":2,"{{column}}":{{value}}}""";

        var answer = await Client.LoadAsync("checks", $"[{Good},{bad}]", StreamLoadClient.Json("strict"));

        Assert.Equal("Fail", answer.Status);
        Assert.Equal("too many filtered rows", answer.Message);
        Assert.Equal((2, 1, 1), answer.Rows);
        Assert.Equal($"Error: {error}. Row: {bad}\n", await Client.GetAsync(new Uri(answer["ErrorURL"])));
        Assert.Equal("ABORTED", await Client.StateAsync("strict"));
        Assert.Equal(0, await Client.CountAsync("checks"));
    }

    [Theory]
    [MemberData(nameof(Unfit))]
    public async Task Without_strict_mode_a_value_that_does_not_fit_becomes_NULL_in_silence(string column, string value, string error)
    {
        Server.CreateTable("quickstart", Table);

        var answer = await Client.LoadAsync("checks", $$"""[{"id":2,"{{column}}":{{value}}}]""", StreamLoadClient.Json(strict: false));

        Assert.Equal("Success", answer.Status);
        Assert.Equal((1, 1, 0), answer.Rows);
        Assert.False(answer.Has("ErrorURL"), error);
        Assert.Equal(["[null]"], await Client.SelectAsync($"SELECT {column} FROM checks"));
    }

    [Theory]
    [MemberData(nameof(Fitting))]
    public async Task A_value_that_fits_is_stored_as_StarRocks_would(string column, string value, string stored)
    {
        Server.CreateTable("quickstart", Table);

        var answer = await Client.LoadAsync("checks", $$"""[{"id":2,"{{column}}":{{value}}}]""");

        Assert.Equal("Success", answer.Status);
        Assert.Equal([$"[{stored}]"], await Client.SelectAsync($"SELECT {column} FROM checks"));
    }

    [Theory]
    [InlineData(true, """{"t":"x"}""")]
    [InlineData(false, """{"t":"x"}""")]
    [InlineData(true, """{"id":null}""")]
    [InlineData(false, """{"id":"abc"}""")]
    public async Task NULL_in_a_NOT_NULL_column_filters_the_row_in_either_mode(bool strict, string row)
    {
        Server.CreateTable("quickstart", Table);

        var answer = await Client.LoadAsync("checks", $"[{row}]", StreamLoadClient.Json(strict: strict));

        Assert.Equal("too many filtered rows", answer.Message);
        Assert.Equal($"Error: NULL value in non-nullable column 'id'. Row: {row}\n", await Client.GetAsync(new Uri(answer["ErrorURL"])));
    }

    [Fact]
    public async Task Up_to_the_ratio_filtered_rows_are_left_out_and_the_rest_is_loaded()
    {
        Server.CreateTable("quickstart", Table);
        var headers = StreamLoadClient.Json();
        headers["max_filter_ratio"] = "0.5";

        var answer = await Client.LoadAsync("checks", $$"""[{{Good}},{"id":"x"},{"id":3},{"id":"y"}]""", headers);

        Assert.Equal("Success", answer.Status);
        Assert.Equal((4, 2, 2), answer.Rows);
        Assert.True(answer.Has("ErrorURL"));
        Assert.Equal(["[1]", "[3]"], await Client.SelectAsync("SELECT id FROM checks ORDER BY id"));
    }

    [Fact]
    public async Task A_filtered_row_leaves_nothing_behind_in_the_rows_around_it()
    {
        Server.CreateTable("quickstart", Table);
        var headers = StreamLoadClient.Json();
        headers["max_filter_ratio"] = "1";

        await Client.LoadAsync("checks", """[{"id":1},{"id":"bad","t":"left","f":1,"d":"2026-01-01"},{"id":2}]""", headers);

        Assert.Equal(["[1,null,null,null,null,null]", "[2,null,null,null,null,null]"], await Client.SelectAsync("SELECT * FROM checks ORDER BY id"));
    }

    [Fact]
    public async Task The_error_log_shows_the_first_fifty_rows_only()
    {
        Server.CreateTable("quickstart", Table);
        var rows = string.Join(',', Enumerable.Repeat("""{"id":"x"}""", 200));

        var answer = await Client.LoadAsync("checks", $"[{rows}]");

        Assert.Equal((200, 0, 200), answer.Rows);
        Assert.Equal(50, (await Client.GetAsync(new Uri(answer["ErrorURL"]))).Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("2,123456789,,,,", "Value '123456789' is out of range. The type of 't' is VARCHAR(8)")]
    [InlineData("2,,x,,,", "Value 'x' is out of range. The type of 'i' is INT")]
    [InlineData("2,,,,-,", "Value '-' is out of range. The type of 'f' is DOUBLE")]
    [InlineData("2,,,,,yesterday", "Value 'yesterday' is out of range. The type of 'd' is DATETIME")]
    [InlineData("\\N,,,,,", "NULL value in non-nullable column 'id'")]
    public async Task In_CSV_a_value_that_does_not_fit_is_named_with_its_column_and_type(string row, string error)
    {
        Server.CreateTable("quickstart", Table);
        var csv = row.Replace(",,", ",\\N,", StringComparison.Ordinal).Replace(",,", ",\\N,", StringComparison.Ordinal);
        csv = csv.EndsWith(',') ? csv + "\\N" : csv;

        var answer = await Client.LoadAsync("checks", csv, new() { ["column_separator"] = ",", ["strict_mode"] = "true" });

        Assert.Equal("too many filtered rows", answer.Message);
        Assert.Equal($"Error: {error}. Row: {csv}\n", await Client.GetAsync(new Uri(answer["ErrorURL"])));
    }
}
