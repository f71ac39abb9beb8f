using System.Buffers;
using System.Globalization;
using System.Text;

namespace KongAkka.Parsing;

/// <summary>The encoding of texts in a <see cref="RowBatch"/>: the inside of a JSON string.</summary>
public static class JsonText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '\u007F' - ' ' + 1).Select(c => (char)c).Except("\"\\")]);

    /// <summary>Encodes a text. What has no UTF-8, an unpaired surrogate, becomes <c>?</c> as in Java.</summary>
    /// <param name="text">The text.</param>
    /// <param name="rows">Where the encoded text is appended.</param>
    /// <returns>A cell with the text.</returns>
    public static Cell Append(ReadOnlySpan<char> text, RowBatch rows)
    {
        var (length, byteLength) = Measure(text);
        Encode(text, rows.ReserveText(length));
        return Cell.Text(rows.ClaimText(length), length, byteLength);
    }

    /// <summary>Undoes the encoding.</summary>
    /// <param name="encoded">An encoded text.</param>
    /// <param name="destination">Room for as many bytes as <paramref name="encoded"/> has.</param>
    /// <returns>The bytes of UTF-8 written.</returns>
    /// <exception cref="FormatException">The text is not encoded as <see cref="RowBatch"/> says.</exception>
    public static int Decode(ReadOnlySpan<byte> encoded, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            var plain = encoded.IndexOf((byte)'\\');
            if (plain < 0) plain = encoded.Length;
            encoded[..plain].CopyTo(destination[written..]);
            written += plain;
            encoded = encoded[plain..];
            if (encoded.IsEmpty) return written;
            destination[written++] = DecodeEscape(encoded, out var taken);
            encoded = encoded[taken..];
        }
    }

    /// <summary>The text of an encoded text, for people, logs and tests.</summary>
    /// <param name="encoded">An encoded text.</param>
    /// <exception cref="FormatException">The text is not encoded as <see cref="RowBatch"/> says.</exception>
    public static string ToString(ReadOnlySpan<byte> encoded)
    {
        var decoded = new byte[encoded.Length];
        return Encoding.UTF8.GetString(decoded, 0, Decode(encoded, decoded));
    }

    /// <summary>How much of an encoded text can be kept so that it has at most a number of bytes for the table; no character and no escape is cut in two.</summary>
    /// <param name="encoded">An encoded text.</param>
    /// <param name="maxBytes">The most bytes of UTF-8, escapes undone.</param>
    /// <param name="maxCharacters">The most characters.</param>
    /// <param name="byteLength">The bytes of UTF-8 that the kept part has.</param>
    /// <returns>The encoded bytes to keep.</returns>
    public static int Truncate(ReadOnlySpan<byte> encoded, int maxBytes, int maxCharacters, out int byteLength)
    {
        var at = 0;
        byteLength = 0;
        for (var characters = 0; at < encoded.Length && characters < maxCharacters; characters++)
        {
            var (taken, bytes) = CharacterAt(encoded[at..]);
            if (byteLength + bytes > maxBytes) break;
            at += taken;
            byteLength += bytes;
        }

        return at;
    }

    private static (int Taken, int Bytes) CharacterAt(ReadOnlySpan<byte> encoded)
    {
        if (encoded[0] == '\\') return (encoded[1] == 'u' ? 6 : 2, 1);
        var length = encoded[0] switch { < 0x80 => 1, < 0xE0 => 2, < 0xF0 => 3, _ => 4 };
        return (length, length);
    }

    private static (int Length, int ByteLength) Measure(ReadOnlySpan<char> text)
    {
        var (length, byteLength) = (0, 0);
        while (true)
        {
            var plain = LengthOfPlain(text);
            length += plain;
            byteLength += plain;
            text = text[plain..];
            if (text.IsEmpty) return (length, byteLength);
            var rune = Next(ref text);
            byteLength += rune.Utf8SequenceLength;
            length += rune.Value switch
            {
                '"' or '\\' => 2,
                < ' ' => 6,
                _ => rune.Utf8SequenceLength,
            };
        }
    }

    private static void Encode(ReadOnlySpan<char> text, Span<byte> destination)
    {
        while (true)
        {
            Ascii.FromUtf16(text[..LengthOfPlain(text)], destination, out var plain);
            text = text[plain..];
            destination = destination[plain..];
            if (text.IsEmpty) return;
            destination = destination[EncodeRune(Next(ref text), destination)..];
        }
    }

    private static int EncodeRune(Rune rune, Span<byte> destination)
    {
        if (rune.Value is '"' or '\\')
        {
            destination[0] = (byte)'\\';
            destination[1] = (byte)rune.Value;
            return 2;
        }

        if (rune.Value >= ' ') return rune.EncodeToUtf8(destination);
        "\\u00"u8.CopyTo(destination);
        destination[4] = HexDigit(rune.Value >> 4);
        destination[5] = HexDigit(rune.Value & 0xF);
        return 6;
    }

    private static int LengthOfPlain(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExcept(Plain);
        return length < 0 ? text.Length : length;
    }

    private static Rune Next(ref ReadOnlySpan<char> text)
    {
        if (Rune.DecodeFromUtf16(text, out var rune, out var taken) != OperationStatus.Done) rune = new Rune('?');
        text = text[taken..];
        return rune;
    }

    private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);

    private static byte DecodeEscape(ReadOnlySpan<byte> encoded, out int taken)
    {
        taken = encoded.Length > 1 && encoded[1] == 'u' ? 6 : 2;
        if (encoded.Length < taken) throw new FormatException("a text ends inside an escape");
        return encoded[1] switch
        {
            (byte)'"' or (byte)'\\' or (byte)'/' => encoded[1],
            (byte)'b' => (byte)'\b',
            (byte)'t' => (byte)'\t',
            (byte)'n' => (byte)'\n',
            (byte)'f' => (byte)'\f',
            (byte)'r' => (byte)'\r',
            (byte)'u' when short.TryParse(encoded[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code is >= 0 and < 0x20
                => (byte)code,
            _ => throw new FormatException("a text holds an escape that is not allowed here"),
        };
    }
}
