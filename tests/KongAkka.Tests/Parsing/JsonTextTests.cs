using System.Text;
using System.Text.Json;
using CsCheck;
using KongAkka.Parsing;

namespace KongAkka.Tests.Parsing;

public sealed class JsonTextTests
{
    private static readonly Gen<string> Texts = Gen.Frequency((3, Gen.Char[' ', '~']), (1, Gen.Char['\0', '\u001F']), (1, Gen.Char), (1, Gen.OneOf('"', '\\', 'é', '한')))
        .Array[0, 40].Select(chars => new string(chars));

    [Theory]
    [InlineData("plain", "plain", 5)]
    [InlineData("a\"b\\c/", "a\\\"b\\\\c/", 6)]
    [InlineData("\0\t\n\u001f\u007f", "\\u0000\\u0009\\u000a\\u001f\u007f", 5)]
    [InlineData("한😀", "한😀", 7)]
    public void A_text_is_encoded_as_the_inside_of_a_JSON_string(string text, string encoded, int byteLength)
    {
        var rows = Rows();

        var cell = JsonText.Append(text, rows);

        Assert.Equal(encoded, Encoding.UTF8.GetString(rows.TextOf(cell)));
        Assert.Equal(byteLength, cell.ByteLength);
    }

    [Fact]
    public void An_unpaired_surrogate_becomes_a_question_mark_as_in_Java()
    {
        var rows = Rows();

        Assert.Equal("?x?"u8, rows.TextOf(JsonText.Append("\ud83dx\ude00", rows)));
    }

    [Fact]
    public void Encoding_and_decoding_give_the_text_back() => Texts.Sample(text =>
    {
        var rows = Rows();
        var encoded = rows.TextOf(JsonText.Append(text, rows));

        Assert.Equal(JavaText.Printed(text), JsonText.ToString(encoded));
        Assert.Equal(JavaText.Printed(text), JsonSerializer.Deserialize<string>($"\"{Encoding.UTF8.GetString(encoded)}\""));
    });

    [Theory]
    [InlineData("\\b\\f\\n\\r\\t\\/\\\"\\\\\\u001F", "\b\f\n\r\t/\"\\\u001f")]
    public void The_short_forms_are_decoded_too(string encoded, string expected) => Assert.Equal(expected, JsonText.ToString(Encoding.UTF8.GetBytes(encoded)));

    [Theory]
    [InlineData("\\")]
    [InlineData("\\u00")]
    [InlineData("\\u0041")]
    [InlineData("\\uzzzz")]
    [InlineData("\\x")]
    public void A_text_that_is_not_encoded_so_is_refused(string encoded) => Assert.Throws<FormatException>(() => JsonText.ToString(Encoding.UTF8.GetBytes(encoded)));

    [Fact]
    public void A_text_is_cut_between_characters_and_as_late_as_may_be() => Gen.Select(Texts, Gen.Int[0, 50]).Sample((text, maxBytes) =>
    {
        var rows = Rows();
        var cell = JsonText.Append(text, rows);
        var encoded = rows.TextOf(cell);

        var kept = JsonText.Truncate(encoded, maxBytes, int.MaxValue, out var byteLength);

        var whole = JsonText.ToString(encoded);
        var part = JsonText.ToString(encoded[..kept]);
        Assert.Equal(Encoding.UTF8.GetByteCount(part), byteLength);
        Assert.StartsWith(part, whole, StringComparison.Ordinal);
        Assert.True(byteLength <= maxBytes);
        if (part.Length < whole.Length) Assert.True(byteLength + Rune.GetRuneAt(whole, part.Length).Utf8SequenceLength > maxBytes);
    });

    private static RowBatch Rows() => new(new RowSchema(new Column("text", ColumnType.Varchar, 100)), 1, 1);
}
