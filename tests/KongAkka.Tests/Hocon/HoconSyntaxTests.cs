using KongAkka.Service.Hocon;

namespace KongAkka.Tests.Hocon;

public sealed class HoconSyntaxTests
{
    [Theory]
    [InlineData("", "{}")]
    [InlineData("{}", "{}")]
    [InlineData("\uFEFFa = 1", """{"a":1}""")]
    [InlineData("a = 1", """{"a":1}""")]
    [InlineData("a : 1\r\nb : 2\r\n", """{"a":1,"b":2}""")]
    [InlineData("{ a = 1, b = 2, }", """{"a":1,"b":2}""")]
    [InlineData("a { b { c = 1 } }", """{"a":{"b":{"c":1}}}""")]
    [InlineData("a { b = 1 } , c = 2", """{"a":{"b":1},"c":2}""")]
    [InlineData("a\n{\nb = 1\n}\n", """{"a":{"b":1}}""")]
    [InlineData("a =\n 1", """{"a":1}""")]
    [InlineData("""{"a":{"b":[1,2.5,-3e+4,true,null,"x"]}}""", """{"a":{"b":[1,2.5,-3e+4,true,null,"x"]}}""")]
    public void Objects_are_written_as_in_JSON_or_shorter(string text, string json) => Assert.Equal(json, HoconJson.Read(text));

    [Theory]
    [InlineData("# one\na = 1 # two\n// three\nb = 2 // four", """{"a":1,"b":2}""")]
    [InlineData("a = \"# no // comment\"", """{"a":"# no // comment"}""")]
    [InlineData("a = [1, # one\n 2 // two\n]", """{"a":[1,2]}""")]
    [InlineData("a = b/c", """{"a":b/c}""")]
    public void Comments_begin_with_a_hash_or_two_slashes(string text, string json) => Assert.Equal(json, HoconJson.Read(text));

    [Theory]
    [InlineData("a.b.c = 1", """{"a":{"b":{"c":1}}}""")]
    [InlineData("a.\"b.c\".d = 1", """{"a":{"b.c":{"d":1}}}""")]
    [InlineData("\"\" = 1", """{"":1}""")]
    [InlineData("3.14 = 1", """{"3":{"14":1}}""")]
    [InlineData("a b c = 1", """{"a b c":1}""")]
    [InlineData("a.x = 1, a.y = 2", """{"a":{"x":1,"y":2}}""")]
    [InlineData("x\"1.0\" = 1", """{"x1.0":1}""")]
    [InlineData("foo include = 1", """{"foo include":1}""")]
    [InlineData("\"include\" = 1", """{"include":1}""")]
    public void A_key_is_a_path_of_texts(string text, string json) => Assert.Equal(json, HoconJson.Read(text));

    [Theory]
    [InlineData("a = foo bar  baz ", """{"a":"foo bar  baz"}""")]
    [InlineData("a = \"x\"y", """{"a":"xy"}""")]
    [InlineData("a = 5 s", """{"a":"5 s"}""")]
    [InlineData("a = true false", """{"a":"true false"}""")]
    [InlineData("a = [foo bar, 1 2]", """{"a":["foo bar","1 2"]}""")]
    [InlineData("a = [1, 2] [3]", """{"a":[1,2,3]}""")]
    [InlineData("a = { x = 1 } { y = 2 }", """{"a":{"x":1,"y":2}}""")]
    [InlineData("a = [\n1\n2\n,3,\n]", """{"a":[1,2,3]}""")]
    public void Values_in_a_row_become_one(string text, string json) => Assert.Equal(json, HoconJson.Read(text));

    [Theory]
    [InlineData(""" a = "q\"b\\s\/n\nt\tu\u00e9" """, "q\"b\\s/n\nt\tué")]
    [InlineData("a = \"\"\"one \\n\n\"two\" \"\"\"", "one \\n\n\"two\" ")]
    [InlineData("a = \"\"\"\"quoted\"\"\"\"", "\"quoted\"")]
    [InlineData("a = \"\"", "")]
    public void Quoted_strings_follow_JSON_and_three_quotes_escape_nothing(string text, string value) =>
        Assert.Equal(value, Assert.IsType<HoconScalar>(HoconJson.Resolve(text).Fields["a"]).Text);

    [Theory]
    [InlineData("a { x = 1 }, a { y = 2 }", """{"a":{"x":1,"y":2}}""")]
    [InlineData("a { x = 1 }, a { x = 2 }", """{"a":{"x":2}}""")]
    [InlineData("a { x = 1 }, a = 7, a { y = 2 }", """{"a":{"y":2}}""")]
    [InlineData("a { x = 1 }, a = null, a { y = 2 }", """{"a":{"y":2}}""")]
    [InlineData("a { x { p = 1 } }, a.x.q = 2", """{"a":{"x":{"p":1,"q":2}}}""")]
    [InlineData("a = [1], a = [2]", """{"a":[2]}""")]
    [InlineData("a = 1, a = null", """{"a":null}""")]
    public void Later_values_win_and_objects_are_merged(string text, string json) => Assert.Equal(json, HoconJson.Read(text));

    [Theory]
    [InlineData("a = [1]\na += 2\na += 3", """{"a":[1,2,3]}""")]
    [InlineData("a += 1", """{"a":[1]}""")]
    [InlineData("a += [1]", """{"a":[[1]]}""")]
    [InlineData("a.b += { x = 1 }\na.b += { x = 2 }", """{"a":{"b":[{"x":1},{"x":2}]}}""")]
    public void Plus_equals_appends_to_a_list(string text, string json) => Assert.Equal(json, HoconJson.Read(text));

    [Fact]
    public void Every_value_knows_its_line()
    {
        var value = HoconJson.Resolve("a {\n  b = 1\n\n  c = \"\"\"x\ny\"\"\"\n  d = 2 }");
        Assert.True(value.TryFind(out var b, "a", "b"));
        Assert.True(value.TryFind(out var d, "a", "d"));
        Assert.Equal(("test.conf:2", "test.conf:6"), (b.Origin.ToString(), d.Origin.ToString()));
        Assert.Equal("test.conf:6:7", d.Origin.ToPreciseString());
    }
}
