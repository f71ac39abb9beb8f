using System.Text;

namespace KongAkka.Tests.Parsing;

/// <summary>Texts as Java has them, brought to UTF-8 as Java does: an unpaired surrogate becomes a question mark.</summary>
internal static class JavaText
{
    private static readonly Encoding Encoder = Encoding.GetEncoding("utf-8", new EncoderReplacementFallback("?"), DecoderFallback.ExceptionFallback);

    public static byte[] Utf8(ReadOnlySpan<char> text) => Encoder.GetBytes(text.ToArray());

    public static string Printed(ReadOnlySpan<char> text) => Encoder.GetString(Utf8(text));
}
