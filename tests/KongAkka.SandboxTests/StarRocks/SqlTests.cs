using System.Net;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.SandboxTests.StarRocks;

public sealed class SqlTests : StarRocksTest
{
    [Fact]
    public async Task A_select_answers_newline_delimited_JSON_in_the_form_of_StarRocks()
    {
        await Client.LoadAsync("KONG_ACCESS_LOG", """[{"log_time":"2026-01-02 03:04:05","response_time":0.5,"status_code":200,"stream":"stdout"}]""");

        using var answer = await Client.SqlAsync("SELECT log_time, response_time, status_code, stream, client_ip, count(*) OVER () AS n FROM KONG_ACCESS_LOG;");

        Assert.Equal("application/x-ndjson; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            """
            {"connectionId":1}
            {"meta":[{"name":"log_time","type":"datetime"},{"name":"response_time","type":"double"},{"name":"status_code","type":"int(11)"},{"name":"stream","type":"varchar"},{"name":"client_ip","type":"varchar"},{"name":"n","type":"bigint(20)"}]}
            {"data":["2026-01-02 03:04:05",0.5,200,"stdout",null,1]}
            {"statistics":{"scanRows":0,"scanBytes":0,"returnRows":1}}

            """.ReplaceLineEndings("\n"),
            await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_dashboard_query_runs_in_StarRocks_words()
    {
        await Client.LoadAsync("KONG_ACCESS_LOG",
            """[{"log_time":"2026-01-02 03:04:05","status_code":200,"project_name":"a"},{"log_time":"2026-01-02 03:04:55","status_code":500,"project_name":"a"}]""");

        var rows = await Client.SelectAsync(
            """
            SELECT date_format(log_time, '%Y-%m-%d %H:%i:%s') AS `first`, date_trunc('minute', log_time) m, sum(if(status_code >= 500, 1, 0)) errors
            FROM `quickstart`.`KONG_ACCESS_LOG` -- a comment
            WHERE project_name = "a" AND log_time >= '2026-01-02 00:00:00'
            GROUP BY 1, 2 HAVING count(*) > 0 ORDER BY 1 LIMIT 10
            """);

        Assert.Equal(["""["2026-01-02 03:04:05","2026-01-02 03:04:00",0]""", """["2026-01-02 03:04:55","2026-01-02 03:04:00",1]"""], rows);
    }

    [Fact]
    public async Task The_information_schema_describes_columns_in_StarRocks_terms()
    {
        Server.CreateTable("other", new TableDefinition("t", TableColumn.DateTime("at").NotNull(), TableColumn.Varchar("name", 20), TableColumn.Int("n"), TableColumn.Text("long")));

        Assert.Equal(
            [
                """["at",1,"NO","datetime",null,"datetime","DUP"]""",
                """["name",2,"YES","varchar",20,"varchar(20)",""]""",
                """["n",3,"YES","int",null,"int(11)",""]""",
                """["long",4,"YES","varchar",65533,"varchar(65533)",""]""",
            ],
            await Client.SelectAsync(
                "SELECT COLUMN_NAME, ORDINAL_POSITION, IS_NULLABLE, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, COLUMN_TYPE, COLUMN_KEY FROM information_schema.columns WHERE TABLE_SCHEMA = 'other' AND TABLE_NAME = 't' ORDER BY ORDINAL_POSITION"));
        Assert.Equal(["""["KONG_ACCESS_LOG","BASE TABLE"]""", """["kong_log_events","BASE TABLE"]"""],
            await Client.SelectAsync("SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'quickstart' ORDER BY 1"));
    }

    [Theory]
    [InlineData("SHOW DATABASES", "[\"information_schema\"]", "[\"quickstart\"]")]
    [InlineData("show tables from `quickstart`;", "[\"KONG_ACCESS_LOG\"]", "[\"kong_log_events\"]")]
    [InlineData("ADMIN SHOW FRONTEND CONFIG LIKE 'label_keep%';", "[\"label_keep_max_num\",\"[]\",\"1000\",\"int\",\"true\",\"\"]", "[\"label_keep_max_second\",\"[]\",\"259200\",\"int\",\"true\",\"\"]")]
    [InlineData("admin show frontend config like 'tablet%'")]
    [InlineData("SELECT TABLE_MODEL, DISTRIBUTE_KEY FROM information_schema.tables_config WHERE TABLE_NAME = 'kong_log_events'", "[\"DUP_KEYS\",\"`time`\"]")]
    [InlineData("DESC kong_log_events", "[\"time\",\"datetime\",\"YES\",\"true\",null,\"\"]", "[\"stream\",\"varchar(20)\",\"YES\",\"false\",null,\"\"]", "[\"message\",\"varchar(65533)\",\"YES\",\"false\",null,\"\"]")]
    public async Task Show_and_desc_answer_from_the_catalog(string sql, params string[] rows) => Assert.Equal(rows, await Client.SelectAsync(sql));

    [Theory]
    [InlineData("DROP TABLE kong_log_events")]
    [InlineData("INSERT INTO kong_log_events (message) VALUES ('x')")]
    [InlineData("UPDATE kong_log_events SET message = 'x'")]
    [InlineData("CREATE TABLE x (a INT)")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("ATTACH '/tmp/x.db' AS x")]
    [InlineData("COPY kong_log_events TO '/tmp/x'")]
    [InlineData("PRAGMA database_list")]
    public async Task What_is_no_query_is_refused(string sql)
    {
        using var answer = await Client.SqlAsync(sql);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("only support SELECT, SHOW, EXPLAIN, DESC, KILL statement", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT 1; SELECT 2", HttpStatusCode.BadRequest, "does not support execute multiple query")]
    [InlineData("SELECT * FROM KONG_LOG_EVENTS", HttpStatusCode.InternalServerError, "Unknown table 'quickstart.KONG_LOG_EVENTS'")]
    [InlineData("SELECT * FROM nowhere.t", HttpStatusCode.InternalServerError, "Unknown database 'nowhere'")]
    [InlineData("WITH a AS (SELECT 1) SELECT * FROM a, b", HttpStatusCode.InternalServerError, "Unknown table 'quickstart.b'")]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')", HttpStatusCode.InternalServerError, "Unknown table function 'read_csv'")]
    [InlineData("SELECT * FROM '/etc/passwd'", HttpStatusCode.InternalServerError, "")]
    [InlineData("SELECT * FROM duckdb_settings()", HttpStatusCode.InternalServerError, "Unknown table function 'duckdb_settings'")]
    [InlineData("SELECT FROM WHERE", HttpStatusCode.InternalServerError, "Getting syntax error")]
    [InlineData("SELECT nothing FROM kong_log_events", HttpStatusCode.InternalServerError, "nothing")]
    [InlineData(" ", HttpStatusCode.BadRequest, "query can not be empty")]
    public async Task A_query_that_cannot_run_says_why(string sql, HttpStatusCode code, string message)
    {
        using var answer = await Client.SqlAsync(sql);

        Assert.Equal(code, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("{\"status\":\"FAILED\"", text, StringComparison.Ordinal);
        Assert.Contains(message, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_database_in_the_path_is_forbidden()
    {
        using var answer = await Client.SqlAsync("SELECT 1", "nowhere");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Names_of_a_WITH_and_aliases_are_no_tables() =>
        Assert.Equal(["[3]"], await Client.SelectAsync("WITH `a` AS (SELECT 1 AS x UNION ALL SELECT 2) SELECT sum(b.x) FROM a AS b"));

    [Fact]
    public async Task Rows_can_be_read_without_HTTP()
    {
        await Client.LoadAsync("kong_log_events", """[{"time":"2026-01-02 03:04:05","message":"m"}]""");

        var row = Assert.Single(await Server.QueryAsync("SELECT time, stream, message FROM kong_log_events"));
        Assert.Equal([new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Unspecified), null, "m"], row);
    }
}
