using System.Text;
using System.Text.Json;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.SandboxTests.Traffic;

public sealed class JsonWritingTests
{
    private const string Text = "a\"b\\c/d<e\u0000\u0001\b\t\n\u000b\f\r\u001f\u007f 한글 🚀";

    [Fact]
    public void The_minimal_style_means_the_same_text() => Assert.Equal(Text, JsonDocument.Parse(Write(JsonStyle.Minimal)).RootElement.GetString());

    [Fact]
    public void The_escaped_style_means_the_same_text_and_is_ASCII()
    {
        var written = Write(JsonStyle.Escaped);
        Assert.True(Ascii.IsValid(written));
        Assert.Equal(Text, JsonDocument.Parse(written).RootElement.GetString());
    }

    [Fact]
    public void The_raw_style_escapes_only_quotes_and_backslashes() =>
        Assert.Equal($"\"{Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"", Write(JsonStyle.RawControls));

    private static string Write(JsonStyle style)
    {
        var to = new Utf8Text();
        to.AddJsonString(Encoding.UTF8.GetBytes(Text), style);
        return to.ToString();
    }
}
