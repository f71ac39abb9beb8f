using MySqlConnector;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>Sessions and queries of the MySQL protocol, as MySqlConnector has them.</summary>
public sealed class MysqlSessionTests : MysqlTest
{
    [Fact]
    public async Task A_user_without_a_password_gets_in()
    {
        await using var connection = await OpenAsync();

        Assert.Equal("8.0.33", connection.ServerVersion);
        Assert.True(await connection.PingAsync());
        Assert.Equal("quickstart", await ScalarAsync(connection, "SELECT DATABASE()"));
    }

    [Fact]
    public async Task A_password_where_there_is_none_is_refused()
    {
        var refused = await Assert.ThrowsAsync<MySqlException>(() => OpenAsync("Password=guess"));

        Assert.Equal(MySqlErrorCode.AccessDenied, refused.ErrorCode);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_refused()
    {
        var refused = await Assert.ThrowsAsync<MySqlException>(() => OpenAsync("Database=nowhere"));
        Assert.Equal(MySqlErrorCode.UnknownDatabase, refused.ErrorCode);

        await using var connection = await OpenAsync("");
        Assert.Equal(MySqlErrorCode.UnknownDatabase, (await RefusedAsync(connection, "USE nowhere")).ErrorCode);
        await ExecuteAsync(connection, "USE quickstart");
        await connection.ChangeDatabaseAsync("information_schema");
        Assert.Equal("information_schema", await ScalarAsync(connection, "SELECT DATABASE()"));
    }

    [Fact]
    public async Task A_pooled_connection_is_reset_and_keeps_its_database()
    {
        var address = $"{Address.Replace("Pooling=false", "Pooling=true;MaximumPoolSize=1", StringComparison.Ordinal)};Database=quickstart;Application Name=pooled";
        for (var round = 0; round < 2; round++)
        {
            await using var connection = new MySqlConnection(address);
            await connection.OpenAsync();
            Assert.Equal("1", await ScalarAsync(connection, "SELECT @@enable_insert_strict"));
            Assert.Equal("quickstart", await ScalarAsync(connection, "SELECT DATABASE()"));
            await ExecuteAsync(connection, "SET SESSION enable_insert_strict = false");
            Assert.Equal("0", await ScalarAsync(connection, "SELECT @@session.enable_insert_strict"));
        }
    }

    [Theory]
    [InlineData("SELECT @@max_allowed_packet", "33554432")]
    [InlineData("select @@version_comment limit 1", "StarRocks version 4.0.4 (embedded)")]
    [InlineData("/* a driver */SELECT @@session.auto_increment_increment AS auto_increment_increment, @@character_set_client AS c", "1")]
    [InlineData("SELECT current_version()", "4.0.4")]
    [InlineData("SHOW VARIABLES LIKE 'max_allowed%'", "max_allowed_packet")]
    [InlineData("SHOW VARIABLES WHERE Variable_name = 'wait_timeout' OR Variable_name = 'x'", "wait_timeout")]
    [InlineData("SHOW DATABASES", "information_schema")]
    [InlineData("SHOW TABLES FROM quickstart", "KONG_ACCESS_LOG")]
    [InlineData("DESC kong_log_events", "time")]
    [InlineData("SHOW CREATE TABLE quickstart.`kong_log_events`;", "kong_log_events")]
    [InlineData("SELECT COLUMN_TYPE FROM information_schema.columns WHERE TABLE_NAME = 'kong_log_events' AND COLUMN_NAME = 'stream';", "varchar(20)")]
    [InlineData("SELECT count(*) FROM information_schema.tables WHERE TABLE_SCHEMA = 'quickstart'", "2")]
    [InlineData("(SELECT 1.5)", "1.5")]
    public async Task A_question_has_its_answer(string sql, string expected)
    {
        await using var connection = await OpenAsync();

        Assert.Equal(expected, await ScalarAsync(connection, sql));
    }

    [Theory]
    [InlineData("BEGIN", "the embedded StarRocks takes")]
    [InlineData("COMMIT", "the embedded StarRocks takes")]
    [InlineData("DELETE FROM kong_log_events", "the embedded StarRocks takes")]
    [InlineData("SHOW FRONTENDS", "the embedded StarRocks takes")]
    [InlineData("SELECT 1; SELECT 2", "the embedded StarRocks takes")]
    [InlineData("SELECT * FROM nothing", "Unknown table 'quickstart.nothing'")]
    [InlineData("SELECT @@nothing", "Unknown system variable 'nothing'")]
    public async Task A_statement_that_is_refused_leaves_the_connection(string sql, string text)
    {
        await using var connection = await OpenAsync();

        Assert.Contains(text, (await RefusedAsync(connection, sql)).Message, StringComparison.Ordinal);
        Assert.Equal("1", await ScalarAsync(connection, "SELECT 1"));
    }

    [Fact]
    public async Task Values_come_back_with_their_types()
    {
        await using var connection = await OpenAsync();

        var row = Assert.Single(await RowsAsync(connection,
            "SELECT 1, 2.5e0, TRUE, NULL, '한글 ''quoted''', CAST('2026-11-20 10:11:12.5' AS DATETIME), 9000000000"));

        Assert.Equal([1, 2.5, true, null, "한글 'quoted'", new DateTime(2026, 11, 20, 10, 11, 12, 500), 9_000_000_000], row);
    }

    [Fact]
    public async Task A_large_answer_arrives_whole()
    {
        await using var connection = await OpenAsync();

        var rows = await RowsAsync(connection, "SELECT range, repeat('x', 2000) FROM range(20000)");

        Assert.Equal(20_000, rows.Count);
        Assert.All(rows, row => Assert.Equal(2000, ((string)row[1]!).Length));
    }

    [Fact]
    public async Task A_value_beyond_16_MiB_comes_in_several_packets()
    {
        await using var connection = await OpenAsync();

        Assert.Equal(17 << 20, (await ScalarAsync(connection, $"SELECT repeat('x', {17 << 20})"))!.Length);
    }

    [Fact]
    public async Task Sessions_end_with_the_frontend_and_begin_again_when_it_is_back()
    {
        await using (var connection = await OpenAsync())
        {
            await Server.StopFrontendAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => ScalarAsync(connection, "SELECT 1"));
        }

        await Assert.ThrowsAsync<MySqlException>(() => OpenAsync());
        await Server.StartFrontendAsync();
        await using var again = await OpenAsync();
        Assert.Equal("1", await ScalarAsync(again, "SELECT 1"));
    }
}
