using KongAkka.Service.Hocon;

namespace KongAkka.Tests.Hocon;

public sealed class HoconFaultTests
{
    [Theory]
    [InlineData("a = 1 b = 2", "test.conf:1:9: '=' cannot stand in a value. Two settings on one line need a comma")]
    [InlineData("a = \"x\" b : 2", "test.conf:1:11: ':' cannot stand in a value. Two settings on one line need a comma")]
    [InlineData("a = 1 b { c = 2 }", "test.conf:1:9: a text and an object cannot be one value. Two settings on one line need a comma")]
    [InlineData("a { x = 1 } b { c = 2 }", "test.conf:1:13: an object and a text cannot be one value.")]
    [InlineData("a = [1] b = 2", "test.conf:1:9: a list and a text cannot be one value.")]
    [InlineData("a = 127.0.0.1:9092", "test.conf:1:14: ':' cannot follow a text in a value. Put a text that holds ':' in quotes")]
    [InlineData("a = http://fe:8030", "test.conf:1:9: ':' cannot follow a text in a value.")]
    [InlineData("a = x@y", "test.conf:1:6: '@' cannot stand outside of quotes.")]
    [InlineData("a = \"open", "test.conf:1:5: A string has no end on its line.")]
    [InlineData("a = \"open\nb = 1", "test.conf:1:5: A string has no end on its line.")]
    [InlineData("a = \"\"\"open\n\n", "test.conf:1:5: A string in three quotes has no end.")]
    [InlineData("a = \"\\x\"", "test.conf:1:6: A backslash is followed by something that is no escape")]
    [InlineData("a = \"\\u12g4\"", "test.conf:1:6: \\u is not followed by four hexadecimal digits.")]
    [InlineData("a {\n  b = 1\n", "test.conf:1:3: This { is never closed.")]
    [InlineData("{ a = 1", "test.conf:1:1: This { is never closed.")]
    [InlineData("a = [1, 2", "test.conf:1:5: This [ is never closed.")]
    [InlineData("a = [1, 2}", "test.conf:1:5: This [ is never closed.")]
    [InlineData("a = 1 }", "test.conf:1:7: '}' stands behind the end.")]
    [InlineData("a = 1\n}\nb = 2", "test.conf:2:1: This } closes nothing.")]
    [InlineData("[1, 2]", "test.conf:1:1: The file holds a list.")]
    [InlineData("a", "test.conf:1:1: a has no value.")]
    [InlineData("a =", "test.conf:1:1: a has no value.")]
    [InlineData("a = \n}", "test.conf:1:1: a has no value.")]
    [InlineData("a\nb = 1", "test.conf:1:1: a has no value.")]
    [InlineData("a = 1,, b = 2", "test.conf:1:7: Two commas stand in a row.")]
    [InlineData(", a = 1", "test.conf:1:1: A comma stands where a key should.")]
    [InlineData("a = [, 1]", "test.conf:1:6: A comma stands where an item should.")]
    [InlineData("a = [1,, 2]", "test.conf:1:8: Two commas stand in a row.")]
    [InlineData("a..b = 1", "test.conf:1:1: A key is empty.")]
    [InlineData(".a = 1", "test.conf:1:1: A key is empty.")]
    [InlineData("= 1", "test.conf:1:1: '=' stands where a key should.")]
    [InlineData("${a} = 1", "test.conf:1:1: A substitution stands where a key should.")]
    [InlineData("a = ${b", "test.conf:1:5: A substitution is not written as one.")]
    [InlineData("a = ${}", "test.conf:1:5: A substitution is not written as one.")]
    [InlineData("a = $b", "test.conf:1:5: '$' cannot stand outside of quotes.")]
    [InlineData("include foo", "test.conf:1:1: This include names no file.")]
    [InlineData("a = 1\na += 2", "test.conf:2:1: += appends to a list, but the key holds \"1\".")]
    public void A_fault_names_its_place_and_what_is_wrong(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<HoconException>(() => HoconJson.Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Nesting_has_a_limit()
    {
        var text = string.Concat(Enumerable.Repeat("a {", 200));
        Assert.Contains("deep", Assert.Throws<HoconException>(() => HoconJson.Read(text)).Message, StringComparison.Ordinal);
        text = $"a = {new string('[', 10_000)}";
        Assert.Contains("deep", Assert.Throws<HoconException>(() => HoconJson.Read(text)).Message, StringComparison.Ordinal);
        text = string.Join('.', Enumerable.Repeat("a", 10_000)) + " = 1";
        Assert.Contains("deep", Assert.Throws<HoconException>(() => HoconJson.Read(text)).Message, StringComparison.Ordinal);
    }
}
