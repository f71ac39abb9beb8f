using System.Buffers.Binary;
using System.Text;

namespace KongAkka.Parsing.Json;

/// <summary>Jackson's guess at the encoding of a document from its first four bytes: UTF-8, UTF-16 or UTF-32 of either byte order, with or without a byte order mark.</summary>
internal static class JsonEncoding
{
    /// <summary>The document in UTF-8, without its byte order mark; the same bytes where it is that already.</summary>
    /// <param name="value">The bytes of the document; at least one.</param>
    /// <param name="utf8">The document; empty where Jackson refuses it.</param>
    public static bool TryGetUtf8(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> utf8)
    {
        utf8 = value;
        if (value[0] is (byte)'{' && (value.Length < 2 || value[1] != 0)) return true;
        if (value.Length >= 4) return TryByFourBytes(value, out utf8);
        if (value.Length >= 2) utf8 = ByTwoBytes(value);
        return true;
    }

    private static bool TryByFourBytes(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> utf8)
    {
        var quad = BinaryPrimitives.ReadUInt32BigEndian(value);
        utf8 = quad switch
        {
            0x0000FEFF => FromUtf32(value[4..], bigEndian: true),
            0xFFFE0000 => FromUtf32(value[4..], bigEndian: false),
            0x0000FFFE or 0xFEFF0000 => [],
            _ when quad >> 16 == 0xFEFF => FromUtf16(value[2..], bigEndian: true),
            _ when quad >> 16 == 0xFFFE => FromUtf16(value[2..], bigEndian: false),
            _ when quad >> 8 == 0xEFBBBF => value[3..],
            _ when quad >> 8 == 0 => FromUtf32(value, bigEndian: true),
            _ when (quad & 0x00FFFFFF) == 0 => FromUtf32(value, bigEndian: false),
            _ when (quad & ~0x00FF0000u) == 0 || (quad & ~0x0000FF00u) == 0 => [],
            _ => ByTwoBytes(value),
        };
        return !utf8.IsEmpty;
    }

    private static ReadOnlySpan<byte> ByTwoBytes(ReadOnlySpan<byte> value)
    {
        if (value[0] == 0) return FromUtf16(value, bigEndian: true);
        return value[1] == 0 ? FromUtf16(value, bigEndian: false) : value;
    }

    private static byte[] FromUtf16(ReadOnlySpan<byte> value, bool bigEndian) =>
        Encoding.Convert(bigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode, Encoding.UTF8, value.ToArray());

    private static byte[] FromUtf32(ReadOnlySpan<byte> value, bool bigEndian)
    {
        var utf8 = new byte[value.Length];
        var length = 0;
        for (; value.Length >= 4; value = value[4..])
        {
            var code = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(value) : BinaryPrimitives.ReadUInt32LittleEndian(value);
            if (code > 0x10FFFF) break;
            length += WriteUtf8(code, utf8.AsSpan(length));
        }

        return utf8[..length];
    }

    /// <summary>Writes a code point, a surrogate like any other, as <see cref="JsonStringReader"/> reads it.</summary>
    private static int WriteUtf8(uint code, Span<byte> destination)
    {
        var length = code switch { < 0x80 => 1, < 0x800 => 2, < 0x10000 => 3, _ => 4 };
        for (var i = length - 1; i > 0; i--, code >>= 6) destination[i] = (byte)(0x80 | (code & 0x3F));
        destination[0] = (byte)(code | (length switch { 1 => 0u, 2 => 0xC0u, 3 => 0xE0u, _ => 0xF0u }));
        return length;
    }
}
