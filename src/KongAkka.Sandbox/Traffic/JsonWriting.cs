using System.Buffers;
using System.Text;

namespace KongAkka.Sandbox.Traffic;

/// <summary>Writes JSON strings in the styles that log collectors have.</summary>
internal static class JsonWriting
{
    private static readonly SearchValues<byte> QuoteAndBackslash = SearchValues.Create("\"\\"u8);

    private static readonly SearchValues<byte> Demanded = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(b => (byte)b), (byte)'"', (byte)'\\']);

    /// <summary>Appends a text as a JSON string, quotes included.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="text">The text; bytes that are no UTF-8 are passed on as they are, save in <see cref="JsonStyle.Escaped"/>.</param>
    /// <param name="style">The manner.</param>
    public static void AddJsonString(this Utf8Text to, ReadOnlySpan<byte> text, JsonStyle style)
    {
        to.Add((byte)'"');
        switch (style)
        {
            case JsonStyle.Minimal: AddWithEscapesFor(Demanded, to, text); break;
            case JsonStyle.RawControls: AddWithEscapesFor(QuoteAndBackslash, to, text); break;
            case JsonStyle.Escaped: AddAllEscaped(to, text); break;
            default: throw new ArgumentOutOfRangeException(nameof(style), style, null);
        }

        to.Add((byte)'"');
    }

    private static void AddWithEscapesFor(SearchValues<byte> escaped, Utf8Text to, ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny(escaped) is >= 0 and var at)
        {
            to.Add(text[..at]);
            AddEscape(to, text[at]);
            text = text[(at + 1)..];
        }

        to.Add(text);
    }

    private static void AddEscape(Utf8Text to, byte unit)
    {
        switch (unit)
        {
            case (byte)'"': to.Add("\\\""u8); break;
            case (byte)'\\': to.Add("\\\\"u8); break;
            case (byte)'\n': to.Add("\\n"u8); break;
            case (byte)'\r': to.Add("\\r"u8); break;
            case (byte)'\t': to.Add("\\t"u8); break;
            default: AddUnicodeEscape(to, unit); break;
        }
    }

    private static void AddAllEscaped(Utf8Text to, ReadOnlySpan<byte> text)
    {
        Span<char> units = stackalloc char[2];
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var used);
            if (rune.Value == '/') to.Add("\\/"u8);
            else if (rune.IsAscii && rune.Value >= ' ' && rune.Value is not ('"' or '\\' or '<')) to.Add((byte)rune.Value);
            else foreach (var unit in units[..rune.EncodeToUtf16(units)]) AddUnicodeEscape(to, unit);
            text = text[used..];
        }
    }

    private static void AddUnicodeEscape(Utf8Text to, char unit) => to.Add("\\u"u8).Add((int)unit, "x4");

    private static void AddUnicodeEscape(Utf8Text to, byte unit) => AddUnicodeEscape(to, (char)unit);
}
