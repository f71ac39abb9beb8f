using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.Sql.Checking;

namespace KongAkka.Tests.Pipeline.Sql;

public sealed class SessionCheckTests
{
    [Theory]
    [InlineData("enable_insert_strict", "true", null, "")]
    [InlineData("enable_insert_strict", "1", null, "")]
    [InlineData("enable_insert_strict", "false", FindingKind.Fails, "would become NULL")]
    [InlineData("insert_max_filter_ratio", "0", null, "")]
    [InlineData("insert_max_filter_ratio", "0.1", FindingKind.Fails, "leave rows out")]
    [InlineData("sql_mode", "ONLY_FULL_GROUP_BY", null, "")]
    [InlineData("sql_mode", "ONLY_FULL_GROUP_BY,NO_BACKSLASH_ESCAPES", FindingKind.Fails, "backslash")]
    [InlineData("insert_timeout", "14400", null, "")]
    [InlineData("insert_timeout", "60", FindingKind.Warns, "insert_timeout = 60 s")]
    [InlineData("query_timeout", "60", FindingKind.Warns, "query_timeout = 60 s")]
    public void A_variable_that_breaks_the_promise_of_an_INSERT_is_found(string name, string value, FindingKind? kind, string words)
    {
        var findings = SessionCheck.Find(new SqlAnswer.Rows([[name, value]]), TimeSpan.FromSeconds(120)).ToArray();
        Assert.Equal(kind is { } expected ? [expected] : [], findings.Select(f => f.Kind));
        Assert.All(findings, f => Assert.Contains(words, f.What, StringComparison.Ordinal));
    }

    [Fact]
    public void The_time_of_queries_does_not_matter_where_INSERTs_have_their_own() =>
        Assert.Empty(SessionCheck.Find(new SqlAnswer.Rows([["query_timeout", "60"], ["insert_timeout", "14400"]]), TimeSpan.FromSeconds(120)));

    [Fact]
    public void What_may_not_be_asked_is_no_finding() => Assert.Empty(SessionCheck.Find(new SqlAnswer.Refused("no"), TimeSpan.FromSeconds(120)));
}
