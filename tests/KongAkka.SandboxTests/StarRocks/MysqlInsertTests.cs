using System.Text;
using MySqlConnector;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>INSERT over the MySQL protocol: what it brings, what it refuses, and what becomes of its label.</summary>
public sealed class MysqlInsertTests : MysqlTest
{
    public static TheoryData<string, string?> Texts() => new()
    {
        { "'plain'", "plain" },
        { "\"double\"", "double" },
        { "''", "" },
        { "NULL", null },
        { "DEFAULT", null },
        { "'it''s \\'quoted\\' \\\"twice\\\"'", "it's 'quoted' \"twice\"" },
        { "\"a \"\"b\"\" 'c'\"", "a \"b\" 'c'" },
        { "'C:\\\\path\\\\'", "C:\\path\\" },
        { "'\\0\\b\\n\\r\\t\\Z\\x\\%\\_'", "\0\b\n\r\t\u001ax\\%\\_" },
        { "'한글 😀'", "한글 😀" },
        { "_utf8mb4'한글'", "한글" },
        { "0xED959C", "한" },
        { "x'ed959c'", "한" },
        { "42", "42" },
        { "'a, (b); -- c /* d */ # e'", "a, (b); -- c /* d */ # e" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_literal_becomes_its_text(string literal, string? expected)
    {
        await using var connection = await OpenAsync();

        Assert.Equal(2, await ExecuteAsync(connection, $"insert into kong_log_events (message, stream) values ({literal}, 'a') , /* next */\n( {literal} , 'b' );"));

        var rows = await RowsAsync(connection, "SELECT stream, message, time FROM kong_log_events ORDER BY stream");
        Assert.Equal([["a", expected, null], ["b", expected, null]], rows);
    }

    [Fact]
    public async Task Values_that_the_driver_writes_arrive_as_they_are()
    {
        const string Text = "한글 \\ ' \" \r\n\t\0 \u001a end";
        await using var connection = await OpenAsync();
        await using var command = new MySqlCommand(
            "INSERT INTO KONG_ACCESS_LOG (log_time, response_time, status_code, client_ip, original_message) VALUES (@time, @seconds, @status, @ip, @message)", connection);
        command.Parameters.AddWithValue("@time", new DateTime(2026, 11, 20, 10, 11, 12, 345));
        command.Parameters.AddWithValue("@seconds", -1.5e-7);
        command.Parameters.AddWithValue("@status", 200);
        command.Parameters.AddWithValue("@ip", DBNull.Value);
        command.Parameters.AddWithValue("@message", Text);

        Assert.Equal(1, await command.ExecuteNonQueryAsync());

        var rows = await RowsAsync(connection, "SELECT log_time, response_time, status_code, client_ip, original_message FROM KONG_ACCESS_LOG");
        Assert.Equal([[new DateTime(2026, 11, 20, 10, 11, 12, 345), -1.5e-7, 200, null, Text]], rows);
    }

    [Fact]
    public async Task A_label_is_used_once_over_both_protocols()
    {
        await using var connection = await OpenAsync("");

        Assert.Equal(1, await ExecuteAsync(connection, Insert("once")));
        var used = await RefusedAsync(connection, Insert("once"));
        Assert.Equal(1064, (int)used.ErrorCode);
        Assert.Equal("Label [once] has already been used.", used.Message);
        Assert.Equal("VISIBLE", await Client.StateAsync("once"));
        var load = await Client.LoadAsync("kong_log_events", """[{"message":"m"}]""", StreamLoadClient.Json("once"));
        Assert.Equal("Label Already Exists", load.Status);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_load_is_shown_as_an_INSERT()
    {
        await using var connection = await OpenAsync();
        await ExecuteAsync(connection, "INSERT INTO kong_log_events (message) WITH LABEL `shown` VALUES ('a'), ('b')");

        Assert.Equal([["INSERT", "FINISHED", 2L]], await RowsAsync(connection, "SELECT TYPE, STATE, SINK_ROWS FROM information_schema.loads WHERE DB_NAME = 'quickstart' AND LABEL = 'shown'"));
        Assert.Equal([["shown", "FINISHED"]], await RowsAsync(connection, "SELECT Label, State FROM information_schema.loads WHERE LABEL = 'shown'"));
        var shown = Assert.Single(await RowsAsync(connection, "SHOW LOAD FROM quickstart WHERE label = 'shown' LIMIT 1"));
        Assert.Contains("FINISHED", shown);
        Assert.Empty(await RowsAsync(connection, "SHOW LOAD WHERE LABEL = 'other'"));
    }

    [Theory]
    [InlineData("('2026-11-20', 'a', 'b'), ('2026-11-20', 'more than twenty bytes', 'b')", "Value length is beyond the capacity. column=stream")]
    [InlineData("('2026-11-20', 'a', 'b'), ('yesterday', 'a', 'b')", "Value 'yesterday' is out of range")]
    public async Task A_row_that_does_not_fit_refuses_all_of_them_and_frees_the_label(string values, string reason)
    {
        await using var connection = await OpenAsync();

        var refused = await RefusedAsync(connection, Insert("again", values));

        Assert.StartsWith("Insert has filtered data in strict mode, txn_id = ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, await Client.GetAsync(new Uri(refused.Message.Split("tracking_url=")[1])), StringComparison.Ordinal);
        Assert.Equal("ABORTED", await Client.StateAsync("again"));
        Assert.Equal([[1L]], await RowsAsync(connection, "SELECT FILTERED_ROWS FROM information_schema.loads WHERE LABEL = 'again'"));
        Assert.Equal(0, await CountAsync());
        Assert.Equal(1, await ExecuteAsync(connection, Insert("again")));
    }

    [Fact]
    public async Task Without_strict_mode_what_does_not_fit_is_NULL()
    {
        await using var connection = await OpenAsync();
        await ExecuteAsync(connection, "SET enable_insert_strict = false");

        await ExecuteAsync(connection, Insert("lax", "('yesterday', 'a', 'b')"));

        Assert.Equal([[null, "a", "b"]], await RowsAsync(connection, "SELECT * FROM kong_log_events"));
    }

    [Theory]
    [InlineData("INSERT INTO nothing VALUES (1)", "Unknown table 'quickstart.nothing'")]
    [InlineData("INSERT INTO nowhere.t VALUES (1)", "Unknown database 'nowhere'")]
    [InlineData("INSERT INTO kong_log_events WITH LABEL l (nothing) VALUES (1)", "Unknown column 'nothing'")]
    [InlineData("INSERT INTO kong_log_events WITH LABEL l (stream, STREAM) VALUES (1, 2)", "specified twice")]
    [InlineData("INSERT INTO kong_log_events WITH LABEL l (stream) VALUES (1, 2)", "target column count: 1 doesn't match select/value column count: 2")]
    [InlineData("INSERT INTO kong_log_events WITH LABEL l VALUES ('2026-11-20', 'a')", "target column count: 3 doesn't match select/value column count: 2")]
    [InlineData("INSERT INTO kong_log_events WITH LABEL l (stream) VALUES ('a'), ('b", "expects the end of a text")]
    [InlineData("INSERT INTO kong_log_events WITH LABEL l (stream) VALUES ('a\\", "expects the end of a text")]
    [InlineData("INSERT INTO kong_log_events WITH LABEL l (stream) VALUES ('a') ('b')", "Unexpected input '('b')'")]
    [InlineData("INSERT INTO kong_log_events WITH LABEL l (stream) VALUES (concat('a', 'b'))", "expects a literal")]
    [InlineData("INSERT INTO kong_log_events WITH LABEL l (stream) VALUES", "the end of the statement")]
    [InlineData("INSERT INTO kong_log_events WITH LABEL l SELECT 1", "expects VALUES")]
    [InlineData("INSERT INTO kong_log_events WITH LABEL `l.m` (stream) VALUES (1)", "Label format error")]
    public async Task A_wrong_statement_claims_no_label_and_brings_nothing(string sql, string text)
    {
        await using var connection = await OpenAsync();

        Assert.Contains(text, (await RefusedAsync(connection, sql)).Message, StringComparison.Ordinal);

        Assert.Equal("UNKNOWN", await Client.StateAsync("l"));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task More_rows_than_the_limit_are_refused()
    {
        await using var connection = await OpenAsync();

        Assert.Equal(10_000, await ExecuteAsync(connection, Insert("fits", Repeated("(NULL, NULL, 'm')", 10_000))));
        var refused = await RefusedAsync(connection, Insert("many", Repeated("(NULL, NULL, 'm')", 10_001)));

        Assert.Contains("The inserted rows are 10001 exceeded the maximum limit 10000", refused.Message, StringComparison.Ordinal);
        Assert.Equal(10_000, await CountAsync());
    }

    [Fact]
    public async Task A_statement_of_20_MB_is_one_load()
    {
        await using var connection = await OpenAsync();
        var message = string.Concat(Enumerable.Repeat("한\\\\글'' ", 250));

        Assert.Equal(8000, await ExecuteAsync(connection, Insert("large", Repeated($"('2026-11-20 10:00:00', 's', '{message}')", 8000))));

        var expected = string.Concat(Enumerable.Repeat("한\\글' ", 250));
        var rows = await RowsAsync(connection, "SELECT message, count(*) FROM kong_log_events GROUP BY message");
        Assert.Equal([[expected, 8000L]], rows);
    }

    [Fact]
    public async Task A_statement_larger_than_max_allowed_packet_ends_the_connection()
    {
        await using var connection = await OpenAsync();
        var message = new string('x', 60_000);

        var refused = await RefusedAsync(connection, Insert("huge", Repeated($"(NULL, NULL, '{message}')", 600)));

        Assert.Equal(1153, (int)refused.ErrorCode);
        await Assert.ThrowsAnyAsync<Exception>(() => ScalarAsync(connection, "SELECT 1"));
        Assert.Equal("UNKNOWN", await Client.StateAsync("huge"));
        Assert.Equal(0, await CountAsync());
    }

    private static string Repeated(string row, int rows) => new StringBuilder((row.Length + 1) * rows).Insert(0, row + ",", rows - 1).Append(row).ToString();
}
