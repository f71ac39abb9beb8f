using KongAkka.Service.Hocon;

namespace KongAkka.Tests.Hocon;

public sealed class HoconSubstitutionTests
{
    [Theory]
    [InlineData("a = 1, b = ${a}", """{"a":1,"b":1}""")]
    [InlineData("b = ${a}, a = 1", """{"b":1,"a":1}""")]
    [InlineData("a { x = 1 }, b = ${a} { y = 2 }", """{"a":{"x":1},"b":{"x":1,"y":2}}""")]
    [InlineData("b = ${a} { x = 2 }, a { x = 1, z = 3 }", """{"b":{"x":2,"z":3},"a":{"x":1,"z":3}}""")]
    [InlineData("a = [1], b = ${a} [2]", """{"a":[1],"b":[1,2]}""")]
    [InlineData("h = host, p = 9092, s = ${h}\":\"${p}", """{"h":host,"p":9092,"s":"host:9092"}""")]
    [InlineData("a = x, b = pre ${a} post", """{"a":x,"b":"pre x post"}""")]
    [InlineData("a = 1, a = 2, b = ${a}", """{"a":2,"b":2}""")]
    [InlineData("a.b.c = 1, d = ${a.b}", """{"a":{"b":{"c":1}},"d":{"c":1}}""")]
    [InlineData("a = \"${b}\"", """{"a":"${b}"}""")]
    [InlineData("\"x.y\" = 1, a = ${\"x.y\"}", """{"x.y":1,"a":1}""")]
    public void A_substitution_takes_a_value_from_elsewhere(string text, string json) => Assert.Equal(json, HoconJson.Read(text));

    [Theory]
    [InlineData("bar { foo = 42, baz = ${bar.foo} }", """{"bar":{"foo":42,"baz":42}}""")]
    [InlineData("bar { foo = 42, baz = ${bar.foo} }, bar { foo = 43 }", """{"bar":{"foo":43,"baz":43}}""")]
    [InlineData("x { k = 1 }, bar = ${x} { foo = 42, baz = ${bar.foo} }", """{"x":{"k":1},"bar":{"k":1,"foo":42,"baz":42}}""")]
    [InlineData("x { k = 1 }, bar = ${x}, bar { baz = ${bar.k} }", """{"x":{"k":1},"bar":{"k":1,"baz":1}}""")]
    public void An_object_may_refer_to_its_own_parts(string text, string json) => Assert.Equal(json, HoconJson.Read(text));

    [Theory]
    [InlineData("path = \"a\", path = ${path}\":b\"", """{"path":"a:b"}""")]
    [InlineData("p = [1], p = ${p} [2], p = ${p} [3]", """{"p":[1,2,3]}""")]
    [InlineData("a { x = 1 }, a = ${a} { y = 2 }", """{"a":{"x":1,"y":2}}""")]
    [InlineData("a = ${?a} foo", """{"a":" foo"}""")]
    [InlineData("a = ${?a}foo", """{"a":"foo"}""")]
    [InlineData("a = ${?a}", "{}")]
    [InlineData("bar { foo = 1, foo = ${bar.foo}2 }", """{"bar":{"foo":"12"}}""")]
    [InlineData("a = ${?b}, b = ${?a}", "{}")]
    public void A_value_that_refers_to_its_own_key_sees_what_was_there_before(string text, string json) => Assert.Equal(json, HoconJson.Read(text));

    [Theory]
    [InlineData("a = ${?none}", "{}")]
    [InlineData("a = 1, a = ${?none}", """{"a":1}""")]
    [InlineData("a = [1, ${?none}, 2]", """{"a":[1,2]}""")]
    [InlineData("a = ${?none}${?nothing}", "{}")]
    [InlineData("a = ${?none}x", """{"a":"x"}""")]
    [InlineData("a { x = 1 }, b = ${?none} ${a}", """{"a":{"x":1},"b":{"x":1}}""")]
    public void An_optional_substitution_may_lead_nowhere(string text, string json) => Assert.Equal(json, HoconJson.Read(text));

    [Theory]
    [InlineData("a = ${HOME}", """{"a":"/home/k"}""")]
    [InlineData("a = 1, a = ${?HOME}", """{"a":"/home/k"}""")]
    [InlineData("HOME = x, a = ${HOME}", """{"HOME":x,"a":x}""")]
    [InlineData("HOME = null, a = ${HOME}", """{"HOME":null,"a":null}""")]
    [InlineData("HOME = ${HOME}/bin", """{"HOME":"/home/k/bin"}""")]
    public void What_is_not_in_the_document_comes_from_the_environment(string text, string json) =>
        Assert.Equal(json, HoconJson.Read(text, name => name == "HOME" ? "/home/k" : null));

    [Fact]
    public void A_value_of_the_environment_says_where_it_comes_from() =>
        Assert.Equal("environment variable X in test.conf:1", HoconJson.Resolve("a = ${X}", _ => "v").Fields["a"].Origin.ToString());

    [Theory]
    [InlineData("a = ${b}", "test.conf:1:5: ${b} is set nowhere. Set the environment variable b or the key b, or write ${?b}")]
    [InlineData("a = ${a}", "test.conf:1:5: a refers to itself.")]
    [InlineData("a = ${b}, b = ${a}", "test.conf:1:15: a refers to itself.")]
    [InlineData("a { b = ${a} }", "test.conf:1:9: b refers to itself.")]
    [InlineData("a = { x = 1 }, b = ${a} 1", "test.conf:1:20: an object and \"1\" cannot be one value.")]
    [InlineData("a = 1, b = ${a} { x = 1 }", "test.conf:1:12: \"1\" and an object cannot be one value.")]
    [InlineData("a = [1], b = ${a} { x = 1 }", "test.conf:1:14: a list and an object cannot be one value.")]
    public void A_substitution_that_cannot_be_resolved_is_a_fault(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<HoconException>(() => HoconJson.Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Substitutions_that_multiply_each_other_are_refused()
    {
        var lines = Enumerable.Range(1, 60).Select(i => $"a{i} = ${{a{i - 1}}}${{a{i - 1}}}");
        Assert.Throws<HoconException>(() => HoconJson.Read("a0 = x\n" + string.Join('\n', lines)));
        lines = Enumerable.Range(1, 2000).Select(i => $"a{i - 1} = ${{a{i}}}");
        Assert.Throws<HoconException>(() => HoconJson.Read("a2000 = x\n" + string.Join('\n', lines)));
    }
}
