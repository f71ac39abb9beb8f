using System.Text;
using KongAkka.Parsing.Json;

namespace KongAkka.Tests.Parsing.Json;

/// <summary>Documents, a byte a character, and the fields that Flink's reader on Jackson, run on a JDK, took from them; null where the record is dropped.</summary>
public sealed class LogFieldsTests
{
    public static TheoryData<string, string?> Documents => new()
    {
        { "{\"time\":\"T1\",\"stream\":\"stdout\",\"message\":\"m\"}", "T1 | stdout | m" },
        { "{\"stream\":\"stdout\",\"message\":\"m\"}", "NULL | stdout | m" },
        { "{}", "NULL | NULL | NULL" },
        { "{\"time\":null,\"stream\":\"stdout\",\"message\":\"m\"}", "NULL | stdout | m" },
        { "{\"time\":1735000000,\"stream\":1.50,\"message\":-0}", "1735000000 | 1.50 | -0" },
        { "{\"time\":1e5,\"stream\":1E+2,\"message\":123456789012345678901234567890}", "1e5 | 1E+2 | 123456789012345678901234567890" },
        { "{\"time\":true,\"stream\":false,\"message\":\"m\"}", "true | false | m" },
        { "{\"time\":{\"a\" : 1.10 , \"b\":[1, 2]},\"stream\":[ \"x\" , null ],\"message\":{}}", "{\"a\":1.1,\"b\":[1,2]} | [\"x\",null] | {}" },
        { "{\"time\":{\"a\":1.10,\"b\":1e3,\"c\":100000000000000000000,\"d\":0.1e-7,\"a\":2},\"stream\":\"s\",\"message\":\"\\u00e9/\\/\"}", "{\"a\":2,\"b\":1000.0,\"c\":100000000000000000000,\"d\":1.0E-8} | s | \u00e9//" },
        { "{\"time\":{\"a\":\"\\u00e9\\n\\\"/\\/\"},\"stream\":\"s\",\"message\":\"m\"}", "{\"a\":\"\u00e9\\n\\\"//\"} | s | m" },
        { "{\"time\":\"a\",\"time\":\"b\",\"stream\":\"s\",\"message\":\"m\"}", "b | s | NULL" },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":\"m\",\"message\":\"m2\"}", "a | s | m" },
        { "{\"message\":\"m1\",\"message\":\"m2\",\"stream\":\"s\",\"time\":\"a\"}", "NULL | s | m2" },
        { "{\"time\":null,\"time\":\"b\",\"stream\":\"s\",\"message\":\"m\"}", "b | s | NULL" },
        { "{\"Time\":\"a\",\"STREAM\":\"s\",\"message\":\"m\"}", "NULL | NULL | m" },
        { "{\"kubernetes\":{\"pod\":{\"a\":[1,{\"b\":2}]}},\"time\":\"a\",\"x\":[[]],\"stream\":\"s\",\"message\":\"m\",\"tail\":{\"q\":[{}]}}", "a | s | m" },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":\"m\",\"tail\":{\"q\":[}}", null },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":\"m\",\"tail\":nope}", null },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":\"m\",}", null },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":\"m\"}xyz", "a | s | m" },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":\"m\"}{\"time\":\"b\"}", "a | s | m" },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":\"m\"}\\n{\"time\":\"b\",\"stream\":\"s\",\"message\":\"m2\"}", "a | s | m" },
        { "\\n", null },
        { "[{\"time\":\"a\",\"stream\":\"s\",\"message\":\"m\"}]", null },
        { "\"abc\"", null },
        { "42", null },
        { "null", null },
        { "hello", null },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":\"m\"", null },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":\"m", null },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\"", null },
        { "{\"x\":{\"time\":\"a\"", null },
        { "{\"time\" \"a\"}", null },
        { "{'time':'a'}", null },
        { "{time:\"a\"}", null },
        { "{/*c*/\"time\":\"a\"}", null },
        { "{\"time\":NaN,\"stream\":\"s\",\"message\":\"m\"}", null },
        { "{\"time\":01,\"stream\":\"s\",\"message\":\"m\"}", null },
        { "{\"time\":+1,\"stream\":\"s\",\"message\":\"m\"}", null },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":\"l1\\nl2\\t\\u0000\\\"\\\\ \\/\"}", "a | s | l1\u000al2\u0009\u0000\"\\ /" },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":\"\\x41\"}", null },
        { "{\"time\":\"a\",\"message\":\"\\x41\",\"stream\":\"s\"}", null },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":\"\\u12G4\"}", null },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":\"x\\ud83dy\"}", "a | s | x?y" },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":\"x\\ude00y\"}", "a | s | x?y" },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":\"x\\ud83d\\ude00y\"}", "a | s | x\ud83d\ude00y" },
        { "{\"t\\u0069me\":\"a\",\"stream\":\"s\",\"message\":\"m\"}", "a | s | m" },
        { "{\"time\":tru,\"stream\":\"s\",\"message\":\"m\"}", null },
        { "{\"time\":\"a\u00c3\",\"stream\":\"s\",\"message\":\"m\"}", "NULL | s | m" },
        { "{\"time\":\"a\u00e2\u0082\",\"stream\":\"s\",\"message\":\"m\"}", "NULL | s | m" },
        { "{\"time\":\"a\\x\",\"stream\":\"s\",\"message\":\"m\"}", null },
        { "{\"time\":\"a\\q,\"stream\":\"s\",\"message\":\"m\"}", "NULL | s | m" },
        { "{\"time\":\"a\u00ffb\",\"stream\":\"s\",\"message\":\"m\"}", null },
        { "{\"time\":\"a\u00ff,\"stream\":\"s\",\"message\":\"m\"}", "NULL | s | m" },
        { "{\"time\":\"\u00c0\u00af\u00ed\u00a0\u0080\",\"stream\":\"\u00f4\u0090\u0080\u0080\",\"message\":\"\u00f0\u0080\u0080\u0080\"}", "/? | ?? | \uffc0?" },
        { "{\"time\":\"\\ud83d\u00ed\u00b8\u0080\",\"stream\":\"s\",\"message\":\"m\"}", "\ud83d\ude00 | s | m" },
        { "{\"time\":{\"a\":\"\\q\"},\"stream\":\"s\",\"message\":\"m\"}", null },
        { "{\"time\":{\"a\":nope},\"stream\":\"s\",\"message\":\"m\"}", null },
        { "{\"time\":[nope,\"stream\":\"s\",\"message\":\"m\"}", null },
        { "{\"time\":[1,2}],\"stream\":\"s\",\"message\":\"m\"}", null },
        { "{\"time\":{\"a\":1e999,\"b\":[-0,5e-324]},\"stream\":\"s\",\"message\":\"m\"}", "{\"a\":\"Infinity\",\"b\":[0,4.9E-324]} | s | m" },
        { "{\"time\":\"a\",\"stream\":\"s\",\"x\":\"\u00ff\",\"message\":\"m\"}", null },
        { "{\"\u00ff\":1,\"time\":\"a\",\"stream\":\"s\",\"message\":\"m\"}", null },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":\"m\",\"x\":\"\u00ff\"}", null },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":\"m\"}\u00ff", "a | s | m" },
        { "\u00ef\u00bb\u00bf{\"time\":\"a\",\"stream\":\"s\",\"message\":\"m\"}", "a | s | m" },
        { "{\"time\":-,\"stream\":\"s\",\"message\":\"m\"}", null },
        { "{\"time\":1.,\"stream\":\"s\",\"message\":\"m\"}", null },
        { "{\"time\":1e,\"stream\":\"s\",\"message\":\"m\"}", null },
        { "{\"time\":truex,\"stream\":\"s\",\"message\":\"m\"}", null },
        { "{\"time\" : \"a\" ,\u000d\u000a\u0009\"stream\" : \"s\" , \"message\" : \"m\" } ", "a | s | m" },
        { "{\"time\":\"a\"\u000b,\"stream\":\"s\",\"message\":\"m\"}", null },
        { "{\"time\":\"a\u0000b\u001f\",\"stream\":\"s\",\"message\":\"m\"}", "a\u0000b\u001f | s | m" },
        { "{\"x\":{\"time\":\"in\"},\"time\":\"a\",\"stream\":\"s\",\"message\":\"m\"}", "a | s | m" },
        { "{\"time\":\"a\",#\"stream\":\"s\",\"message\":\"m\"}", null },
        { "{\"time\":\"a\",\"stream\":\"s\",\"message\":}", null },
        { "{\"time\":\"a\"]", null },
        { "{\"\":1,\"time\":\"a\",\"stream\":\"s\",\"message\":\"m\"}", "a | s | m" },
        { "{\"time\":\"a\",\"time\":\"b\",\"time\":\"c\",\"message\":\"m\"}", "c | NULL | NULL" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_has_the_fields_that_Flink_reads(string document, string? expected) => Assert.Equal(expected, Read(Encoding.Latin1.GetBytes(document)));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void The_encoding_is_guessed_with_and_without_a_byte_order_mark(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var document = encoding.GetBytes("""{"time":"é한\ud83d😀","stream":"s"}""");

        Assert.Equal("é한?😀 | s | NULL", Read(document));
        Assert.Equal("é한?😀 | s | NULL", Read([.. encoding.GetPreamble(), .. document]));
    }

    [Theory]
    [InlineData(999, true)]
    [InlineData(1000, false)]
    public void Nesting_has_a_limit(int arrays, bool isRead) =>
        Assert.Equal(isRead, Read(Encoding.ASCII.GetBytes($$"""{"time":"a","x":{{new string('[', arrays)}}{{new string(']', arrays)}}}""")) is not null);

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void A_number_has_a_limit(int digits, bool isRead) =>
        Assert.Equal(isRead, Read(Encoding.ASCII.GetBytes($$"""{"time":"a","x":{{new string('7', digits)}}}""")) is not null);

    [Fact]
    public void A_string_beyond_twenty_million_units_is_null()
    {
        Assert.EndsWith("NULL", Read(Encoding.ASCII.GetBytes($$"""{"message":"{{new string('m', JsonStringReader.MaxLength + 1)}}"}""")), StringComparison.Ordinal);
        Assert.EndsWith("m", Read(Encoding.ASCII.GetBytes($$"""{"message":"{{new string('m', JsonStringReader.MaxLength)}}"}""")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_longer_than_any_buffer_is_read()
    {
        var text = new string('t', 100_000) + "é" + new string('u', 100_000);

        Assert.Equal($"{text} | NULL | NULL", Read(Encoding.UTF8.GetBytes($$"""{"time":"{{text}}"}""")));
    }

    [Fact]
    public void A_reader_keeps_nothing_from_the_record_before()
    {
        var fields = new LogFields();
        Assert.True(fields.TryRead("""{"time":"a","stream":"s","message":"m"}"""u8));

        Assert.True(fields.TryRead("{}"u8));
        Assert.Equal("NULL | NULL | NULL", Show(fields));
    }

    private static string? Read(byte[] document)
    {
        var fields = new LogFields();
        return fields.TryRead(document) ? Show(fields) : null;
    }

    private static string Show(LogFields fields) => string.Join(" | ", new[] { LogField.Time, LogField.Stream, LogField.Message }.Select(f => Show(fields, f)));

    private static string Show(LogFields fields, LogField field) =>
        fields.IsNull(field) ? "NULL" : Encoding.UTF8.GetString(JavaText.Utf8(fields[field]));
}
