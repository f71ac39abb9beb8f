using KongAkka.Parsing;

namespace KongAkka.Tests.Parsing;

public sealed class RulesTests
{
    [Fact]
    public void Every_name_makes_a_rule_of_that_name() => Assert.All(Rules.Names, name => Assert.Equal(name, Rules.Create(name).Name));

    [Fact]
    public void A_rule_serves_one_thread_so_each_call_makes_a_new_one() => Assert.NotSame(Rules.Create("raw"), Rules.Create("raw"));

    [Fact]
    public void An_unknown_name_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => Rules.Create("acess-log"));

        Assert.Contains("'acess-log'", error.Message, StringComparison.Ordinal);
        Assert.Contains("access-log and raw", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rejection_says_the_column_and_what_was_wrong()
    {
        var records = new RecordValues();
        records.Add(RecordText.Of("2025-11-20T01:23:45Z", "stdout", "10.0.0.1 HTTP/1.1\" 200 1.2.3 x"));
        var rule = Rules.Create("access-log");
        rule.Parse(records, new RowBatch(rule.Schema));

        Assert.True(records.Fates[0].IsRejected);
        Assert.Equal("response-time", records.Fates[0].Reason(rule.Schema));
        Assert.Equal("response_time: '1.2.3' is not a number", records.Detail(0));
    }
}
