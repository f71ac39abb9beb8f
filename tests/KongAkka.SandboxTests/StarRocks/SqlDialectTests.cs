using KongAkka.Sandbox.StarRocks.Queries;

namespace KongAkka.SandboxTests.StarRocks;

public sealed class SqlDialectTests
{
    [Theory]
    [InlineData("SELECT `a`, `b\"c` FROM t;", "SELECT \"a\", \"b\"\"c\" FROM t")]
    [InlineData("SELECT \"it's\", 'say \"x\"', 'a''b', \"a\"\"b\"", "SELECT 'it''s', 'say \"x\"', 'a''b', 'a\"b'")]
    [InlineData("SELECT 'a\\'b\\\\c\\td'", "SELECT 'a''b\\c\td'")]
    [InlineData("SELECT a # comment\nFROM t -- more\nWHERE /* not ' this */ b", "SELECT a \nFROM t \nWHERE  b")]
    [InlineData("SELECT 'information_schema' FROM INFORMATION_SCHEMA.`columns`", "SELECT 'information_schema' FROM starrocks_information_schema.\"columns\"")]
    [InlineData("SELECT * FROM default_catalog.quickstart.t", "SELECT * FROM quickstart.t")]
    [InlineData("SELECT TIMESTAMPDIFF(SECOND, a, NOW()) < 5", "SELECT TIMESTAMPDIFF('SECOND', a, NOW()) < 5")]
    [InlineData("SELECT a-1, b/2", "SELECT a-1, b/2")]
    [InlineData("SELECT 'open", "SELECT 'open'")]
    public void StarRocks_words_become_those_of_DuckDB(string starRocks, string duckDb) =>
        Assert.Equal(duckDb, SqlDialect.ToDuckDb(starRocks));
}
