using System.Text;
using KongAkka.Parsing;

namespace KongAkka.Tests.Parsing.Raw;

public sealed class RawRuleTests
{
    [Fact]
    public void A_record_becomes_its_time_in_Seoul_its_stream_and_its_message()
    {
        var outcome = Run("""{"time":"2025-12-31T15:00:00.5Z","stream":"stderr","message":"any \"text\"\n\u0000"}""");

        Assert.Equal(["2026-01-01 00:00:00", "stderr", "any \"text\"\n\0"], outcome.Row);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"time":"yesterday","stream":null,"message":null}""")]
    [InlineData("""{"other":{"time":"2025-12-31T15:00:00Z"}}""")]
    public void What_is_missing_or_unreadable_as_a_time_is_null(string record) => Assert.Equal([null, null, null], Run(record).Row);

    [Fact]
    public void Values_of_other_types_become_their_text() => Assert.Equal([null, "1.50", """{"a":[1,2]}"""], Run("""{"time":5,"stream":1.50,"message":{ "a" : [1, 2] }}""").Row);

    [Fact]
    public void What_is_no_object_is_unreadable() => Assert.Equal(FateKind.Unreadable, Run("[1]").Kind);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_tombstone_is_dropped_and_its_neighbours_are_kept(bool filterFirst)
    {
        var outcomes = RuleRunner.Run(Rules.Create("raw"), [Encoding.UTF8.GetBytes("{}"), null, Encoding.UTF8.GetBytes("{}")], filterFirst);

        Assert.Equal([FateKind.Kept, FateKind.Tombstone, FateKind.Kept], outcomes.Select(o => o.Kind));
    }

    private static Outcome Run(string record) => RuleRunner.Run(Rules.Create("raw"), Encoding.UTF8.GetBytes(record));
}
