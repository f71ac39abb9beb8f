using CsCheck;
using KongAkka.Parsing;
using KongAkka.Parsing.AccessLog;

namespace KongAkka.Tests.Parsing.AccessLog;

/// <summary>The three ways to decide a record, held equal: the SQL transcribed, the general way, and the rule with its filter and fast way.</summary>
public sealed class AccessLogPropertyTests
{
    private const int Records = 30_000;

    [Fact]
    public void The_general_way_equals_the_transcribed_SQL() =>
        RecordGen.Any.Sample(value => AssertEqual(SqlTranscription.Of(value), General(value)), iter: Records);

    [Fact]
    public void The_rule_keeps_and_rejects_what_the_general_way_does() =>
        RecordGen.Any.Sample(value => AssertSameButForTheReasonOfADrop(General(value), Rule(value, filterFirst: true)), iter: Records);

    [Fact]
    public void The_filter_changes_no_answer() =>
        RecordGen.Any.Sample(value => AssertEqual(Rule(value, filterFirst: false), Rule(value, filterFirst: true)), iter: Records);

    [Fact]
    public void Records_do_not_touch_each_other_in_a_batch() =>
        RecordGen.Any.Array[0, 20].Sample(
            values => Assert.Equal(values.Select(v => Rule(v, filterFirst: true)), RuleRunner.Run(Rules.Create("access-log"), values)), iter: Records / 20);

    private static Outcome Rule(byte[] value, bool filterFirst) => RuleRunner.Run(Rules.Create("access-log"), value, filterFirst);

    private static Outcome General(byte[] value)
    {
        var records = new RecordValues(1, value.Length);
        records.Add(value);
        var rows = new RowBatch(AccessLogSchema.Schema, 1, 16);
        new GeneralWay(new SharedTexts()).Parse(records, 0, rows);
        return RuleRunner.Outcomes(records, rows)[0];
    }

    private static void AssertSameButForTheReasonOfADrop(Outcome expected, Outcome actual)
    {
        if (expected.Kind is FateKind.Unreadable && actual.Kind is FateKind.Filtered) return;
        AssertEqual(expected, actual);
    }

    private static void AssertEqual(Outcome expected, Outcome actual) => Assert.Equal(expected.ToString(), actual.ToString());
}
