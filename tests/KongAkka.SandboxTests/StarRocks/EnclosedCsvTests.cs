using System.Text;

namespace KongAkka.SandboxTests.StarRocks;

public sealed class EnclosedCsvTests : StarRocksTest
{
    [Theory]
    [InlineData("\"a,b\",c\n", "[\"a,b\",\"c\"]")]
    [InlineData("\"say \"\"x\"\"\",\"\"\n", "[\"say \\\"x\\\"\",\"\"]")]
    [InlineData("\"two\nlines\",c\n", "[\"two\\nlines\",\"c\"]")]
    [InlineData("a\\,b,\"c\\\"d\"\n", "[\"a,b\",\"c\\\"d\"]")]
    [InlineData("\\N,\"\\\\N\"\n", "[null,\"\\\\N\"]")]
    [InlineData("plain,\"ends without a delimiter\"", "[\"plain\",\"ends without a delimiter\"]")]
    public async Task A_field_may_be_enclosed_and_a_byte_escaped(string body, string row)
    {
        var answer = await Client.LoadAsync("kong_log_events", body, Headers());

        Assert.Equal("Success", answer.Status);
        Assert.Equal([row], await Client.SelectAsync("SELECT stream, message FROM kong_log_events"));
    }

    [Fact]
    public async Task Enclosed_rows_come_through_whole_across_the_pieces_they_are_read_in()
    {
        var body = new StringBuilder();
        for (var row = 0; row < 20_000; row++) body.Append(System.Globalization.CultureInfo.InvariantCulture, $"\"{row % 7}\",\"line {row}\nof \"\"{new string('x', row % 90)}\"\"\"\r\n");
        var headers = Headers();
        headers["row_delimiter"] = "\\x0d0a";

        var answer = await Client.LoadAsync("kong_log_events", body.ToString(), headers);

        Assert.Equal((20_000, 20_000, 0), answer.Rows);
        Assert.Equal(["[20000,20000]"], await Client.SelectAsync("SELECT count(DISTINCT message), sum(CASE WHEN message LIKE 'line %\"' THEN 1 ELSE 0 END) FROM kong_log_events"));
    }

    [Fact]
    public async Task Another_number_of_fields_is_filtered_and_a_header_row_skipped()
    {
        var headers = Headers();
        headers["skip_header"] = "1";
        headers["max_filter_ratio"] = "0.5";

        var answer = await Client.LoadAsync("kong_log_events", "\"stream\",\"message\"\n\"a,b\"\n\"c\",\"d\"\n", headers);

        Assert.Equal((2, 1, 1), answer.Rows);
        Assert.Contains("Target column count: 2 doesn't match source value column count: 1", await Client.GetAsync(new Uri(answer["ErrorURL"])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$.data.rows", true, """{"n":2,"data":{"rows":[{"message":"1"},{"message":"2"}]}}""")]
    [InlineData("$.record", false, """{"record":{"message":"1"}} {"record":{"message":"2"}}""")]
    [InlineData("$", true, """[{"message":"1"},{"message":"2"}]""")]
    public async Task A_json_root_leads_to_the_rows(string root, bool isArray, string body)
    {
        var headers = StreamLoadClient.Json();
        headers["json_root"] = root;
        headers["strip_outer_array"] = isArray ? "true" : "false";

        var answer = await Client.LoadAsync("kong_log_events", body, headers);

        Assert.Equal((2, 2, 0), answer.Rows);
        Assert.Equal(["[\"1\"]", "[\"2\"]"], await Client.SelectAsync("SELECT message FROM kong_log_events ORDER BY 1"));
    }

    private static Dictionary<string, string> Headers() => new()
    {
        ["columns"] = "stream,message",
        ["column_separator"] = ",",
        ["enclose"] = "\"",
        ["escape"] = "\\",
    };
}
