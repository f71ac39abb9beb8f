using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.SandboxTests.StarRocks;

public sealed class BodyFormatTests : StarRocksTest
{
    [Fact]
    public async Task Unknown_keys_are_ignored_and_missing_ones_are_NULL()
    {
        var answer = await Client.LoadAsync("kong_log_events", """[{"message":"m","Stream":"other case","more":{"a":[1,2]}}]""");

        Assert.Equal("Success", answer.Status);
        Assert.Equal(["[null,null,\"m\"]"], await Client.SelectAsync("SELECT * FROM kong_log_events"));
    }

    [Fact]
    public async Task Without_strip_outer_array_the_body_is_objects_one_after_the_other()
    {
        var headers = StreamLoadClient.Json();
        headers.Remove("strip_outer_array");

        Assert.Equal((2, 2, 0), (await Client.LoadAsync("kong_log_events", "{\"message\":\"1\"}\n{\"message\":\"2\"}\n", headers)).Rows);
        Assert.StartsWith("The value is array type in json document stream",
            (await Client.LoadAsync("kong_log_events", """[{"message":"3"}]""", headers)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"message\":\"1\"},{\"message\":")]
    [InlineData("[{\"message\":\"1\"}")]
    [InlineData("[{\"message\":\"1\"},oops]")]
    [InlineData("[{\"message\":\"raw \u0001 control\"}]")]
    public async Task JSON_that_cannot_be_read_fails_the_load_and_leaves_no_row(string body)
    {
        var answer = await Client.LoadAsync("kong_log_events", body);

        Assert.Equal("Fail", answer.Status);
        Assert.StartsWith("parse error", answer.Message, StringComparison.Ordinal);
        Assert.Equal(0, await Client.CountAsync("kong_log_events"));
    }

    [Fact]
    public async Task A_large_body_that_is_refused_at_its_beginning_is_taken_whole_before_the_answer()
    {
        var row = "{\"message\":\"m\"},"u8.ToArray();

        var answer = await Client.LoadAsync("kong_log_events", () => new RepeatedContent([.. "oops,"u8, .. row], 1_000_000, "{}]"), StreamLoadClient.Json());

        Assert.StartsWith("parse error", answer.Message, StringComparison.Ordinal);
        Assert.Equal("21000004", answer["LoadBytes"]);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_fail_the_load()
    {
        var answer = await Client.LoadAsync("kong_log_events", () => new ByteArrayContent([.. "[{\"message\":\""u8, 0xff, .. "\"}]"u8]), StreamLoadClient.Json());

        Assert.Equal("Fail", answer.Status);
        Assert.Contains("not valid UTF-8", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    public async Task A_load_without_rows_is_an_error_and_frees_its_label(string body)
    {
        var answer = await Client.LoadAsync("kong_log_events", body, StreamLoadClient.Json("empty"));

        Assert.Equal("Fail", answer.Status);
        Assert.StartsWith("No partitions have data available for loading", answer.Message, StringComparison.Ordinal);
        Assert.Equal("ABORTED", await Client.StateAsync("empty"));
    }

    [Fact]
    public async Task CSV_takes_separators_of_its_own_and_knows_NULL()
    {
        var headers = new Dictionary<string, string> { ["column_separator"] = "|", ["row_delimiter"] = "\\x0d0a", ["strict_mode"] = "true", ["skip_header"] = "1" };

        var answer = await Client.LoadAsync("kong_log_events", "time|stream|message\r\n2026-01-01 00:00:00|\\N|a\tb\r\n\r\n\\N||\r\n", headers);

        Assert.Equal("Success", answer.Status);
        Assert.Equal(["[\"2026-01-01 00:00:00\",null,\"a\\tb\"]", "[null,\"\",\"\"]"],
            await Client.SelectAsync("SELECT * FROM kong_log_events ORDER BY time NULLS LAST"));
    }

    [Fact]
    public async Task A_CSV_row_with_another_number_of_fields_is_filtered()
    {
        var headers = new Dictionary<string, string> { ["column_separator"] = ",", ["columns"] = "stream,message" };

        var answer = await Client.LoadAsync("kong_log_events", "a,b\nc\n", headers);

        Assert.Equal((2, 1, 1), answer.Rows);
        Assert.Equal("Error: Value count does not match column count: Target column count: 2 doesn't match source value column count: 1. Column separator: ',', Row delimiter: '\\n'. Row: c\n",
            await Client.GetAsync(new Uri(answer["ErrorURL"])));
    }

    [Fact]
    public async Task Columns_name_the_fields_in_any_order_and_may_rename_them()
    {
        var headers = StreamLoadClient.Json();
        headers["columns"] = "`message`, s, not_in_the_table, stream=s";

        await Client.LoadAsync("kong_log_events", """[{"s":"x","message":"y","not_in_the_table":"z"}]""", headers);

        Assert.Equal(["[null,\"x\",\"y\"]"], await Client.SelectAsync("SELECT * FROM kong_log_events"));
    }

    [Fact]
    public async Task Jsonpaths_name_the_keys_for_the_columns()
    {
        var headers = StreamLoadClient.Json();
        headers["jsonpaths"] = """["$.m","$.s"]""";
        headers["columns"] = "message,stream";

        await Client.LoadAsync("kong_log_events", """[{"s":"x","m":"y"}]""", headers);

        Assert.Equal(["[\"x\",\"y\"]"], await Client.SelectAsync("SELECT stream, message FROM kong_log_events"));
    }

    [Theory]
    [InlineData("columns", "message, gone=message", "Mapping column is not in table. column: gone")]
    [InlineData("columns", "message, stream=upper(message)", "Expression 'upper(message)' in columns")]
    [InlineData("columns", "message,MESSAGE", "Duplicate column: MESSAGE")]
    [InlineData("format", "xml", "unknown data format, format=xml")]
    [InlineData("format", "bzip2", "Format 'bzip2' is not supported by the embedded StarRocks")]
    [InlineData("compression", "bzip2", "Compression 'bzip2' is not supported by the embedded StarRocks")]
    [InlineData("compression", "rar", "Unsupported compression algorithm: rar")]
    [InlineData("strict_mode", "yes", "Invalid strict mode format. Must be bool type")]
    [InlineData("timeout", "soon", "Invalid timeout format")]
    [InlineData("timeout", "300000", "Invalid timeout. timeout should between 1 and 259200 seconds")]
    [InlineData("max_filter_ratio", "2", "Invalid max_filter_ratio '2'")]
    [InlineData("where", "stream = 'a'", "Header 'where' is not supported by the embedded StarRocks")]
    [InlineData("partitions", "p1", "Header 'partitions' is not supported by the embedded StarRocks")]
    [InlineData("jsonpaths", "$.a", "Invalid json path: $.a")]
    [InlineData("json_root", "$.a[0]", "Path '$.a[0]' in json_root is not supported by the embedded StarRocks")]
    [InlineData("json_root", "$.gone", "parse error. Failed to iterate json with json root, error: no such field: gone")]
    [InlineData("label", "two words", "Label format error. regex: ^[-\\w]{1,128}$, label: two words")]
    public async Task A_header_that_is_wrong_or_not_built_fails_the_load_by_name(string header, string value, string message)
    {
        var headers = StreamLoadClient.Json();
        headers[header] = value;

        var answer = await Client.LoadAsync("kong_log_events", """[{"message":"m"}]""", headers);

        Assert.Equal("Fail", answer.Status);
        Assert.StartsWith(message, answer.Message, StringComparison.Ordinal);
        Assert.Equal(0, await Client.CountAsync("kong_log_events"));
    }

    [Fact]
    public async Task A_NOT_NULL_column_that_no_field_fills_fails_the_load()
    {
        Server.CreateTable("quickstart", new TableDefinition("strict_table", TableColumn.Int("id").NotNull(), TableColumn.Int("n")));
        var headers = StreamLoadClient.Json();
        headers["columns"] = "n";

        Assert.Equal("Column has no default value. column: id", (await Client.LoadAsync("strict_table", """[{"n":1}]""", headers)).Message);
    }

    [Fact]
    public async Task The_answer_has_the_keys_of_StarRocks_in_its_order()
    {
        var answer = await Client.LoadAsync("kong_log_events", """[{"message":"m"}]""");

        Assert.Equal(
            ["TxnId", "Label", "Status", "Message", "NumberTotalRows", "NumberLoadedRows", "NumberFilteredRows", "NumberUnselectedRows",
                "LoadBytes", "LoadTimeMs", "BeginTxnTimeMs", "StreamLoadPlanTimeMs", "ReadDataTimeMs", "WriteDataTimeMs", "CommitAndPublishTimeMs"],
            answer.Keys);
        Assert.Equal("17", answer["LoadBytes"]);
    }
}
