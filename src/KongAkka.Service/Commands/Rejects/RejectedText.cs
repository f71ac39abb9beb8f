using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace KongAkka.Service.Commands.Rejects;

/// <summary>Text out of records, for people: what is in a record was written by strangers and must not steer a terminal.</summary>
internal static class RejectedText
{
    /// <summary>A value as text; null when it is not UTF-8.</summary>
    /// <param name="value">The value.</param>
    public static string? Of(ReadOnlySpan<byte> value) => Utf8.IsValid(value) ? Encoding.UTF8.GetString(value) : null;

    /// <summary>The same text on one line and without control characters; they are written as <c>\n</c>, <c>\t</c> or <c>\u001b</c>.</summary>
    /// <param name="text">The text.</param>
    public static string Printable(string text)
    {
        if (!text.Any(IsUnprintable)) return text;
        var printable = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (!IsUnprintable(c)) printable.Append(c);
            else if (c == '\n') printable.Append("\\n");
            else if (c == '\r') printable.Append("\\r");
            else if (c == '\t') printable.Append("\\t");
            else printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return printable.ToString();
    }

    private static bool IsUnprintable(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
