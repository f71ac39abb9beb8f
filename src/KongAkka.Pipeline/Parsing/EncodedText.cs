using System.Globalization;
using System.Text;
using KongAkka.Parsing;

namespace KongAkka.Pipeline.Parsing;

/// <summary>Measures and shortens texts in the encoding of <see cref="RowBatch.Text"/>, the inside of a JSON string.</summary>
internal static class EncodedText
{
    /// <summary>The part of a text cell that ends with the last whole character that fits; its bytes stay where they are.</summary>
    public static Cell Truncate(ReadOnlySpan<byte> encoded, Cell cell, int maxBytes)
    {
        var length = 0;
        var byteLength = 0;
        while (length < encoded.Length)
        {
            var (taken, decoded) = Measure(encoded[length..]);
            if (byteLength + decoded > maxBytes) break;
            length += taken;
            byteLength += decoded;
        }

        return Cell.Text(cell.Start, length, byteLength);
    }

    /// <summary>The beginning of a text for a person to read.</summary>
    public static string Excerpt(ReadOnlySpan<byte> encoded) =>
        encoded.Length <= 64 ? Encoding.UTF8.GetString(encoded) : Encoding.UTF8.GetString(encoded[..64]) + "…";

    // The bytes that the first character takes here and, with its escape undone, in UTF-8.
    private static (int Taken, int Decoded) Measure(ReadOnlySpan<byte> encoded)
    {
        if (encoded[0] != '\\') return Whole(encoded);
        if (encoded.Length < 6 || encoded[1] != 'u') return (2, 1);
        var unit = Unit(encoded);
        if (char.IsHighSurrogate(unit) && IsLowSurrogate(encoded[6..])) return (12, 4);
        return (6, unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3);
    }

    private static (int Taken, int Decoded) Whole(ReadOnlySpan<byte> encoded)
    {
        _ = Rune.DecodeFromUtf8(encoded, out _, out var bytes);
        return (bytes, bytes);
    }

    private static bool IsLowSurrogate(ReadOnlySpan<byte> encoded) =>
        encoded.Length >= 6 && encoded.StartsWith("\\u"u8) && char.IsLowSurrogate(Unit(encoded));

    private static char Unit(ReadOnlySpan<byte> escape) =>
        ushort.TryParse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : default;
}
