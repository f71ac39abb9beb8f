using System.Buffers;

namespace KongAkka.Parsing.Json;

/// <summary>
/// Jackson's reading of strings with unescaped control characters allowed. It does not reject overlong UTF-8, surrogates in UTF-8 or code points above U+10FFFF.
/// </summary>
internal static class JsonStringReader
{
    /// <summary>The most UTF-16 units a string may have: <c>StreamReadConstraints.DEFAULT_MAX_STRING_LEN</c>.</summary>
    public const int MaxLength = 20_000_000;

    private static readonly SearchValues<byte> Special = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);

    /// <summary>Reads a string whose opening quote was read.</summary>
    /// <param name="cursor">Moved behind the closing quote, or to where reading failed.</param>
    /// <param name="text">Where the text is appended.</param>
    public static bool TryRead(ref JsonCursor cursor, CharBuffer text)
    {
        while (true)
        {
            var plain = cursor.Rest.IndexOfAny(Special);
            if (plain < 0) return FailAtEnd(ref cursor);
            text.Append(cursor.Rest[..plain]);
            cursor.Position += plain;
            var c = cursor.Read();
            if (c == '"') return text.Length <= MaxLength;
            if (!TryReadSpecial(ref cursor, c, text)) return false;
        }
    }

    /// <summary>Passes over a string whose opening quote was read; fails where <see cref="TryRead"/> would, whatever its length.</summary>
    /// <param name="cursor">Moved behind the closing quote, or to where reading failed.</param>
    public static bool TrySkip(ref JsonCursor cursor)
    {
        while (true)
        {
            var plain = cursor.Rest.IndexOfAny(Special);
            if (plain < 0) return FailAtEnd(ref cursor);
            cursor.Position += plain;
            var c = cursor.Read();
            if (c == '"') return true;
            if ((c == '\\' ? ReadEscape(ref cursor) : ReadCodePoint(ref cursor, c)) < 0) return false;
        }
    }

    /// <summary>Reads the name of a field whose opening quote was read. The whole name is passed before its UTF-8 is looked at.</summary>
    /// <param name="cursor">Moved behind the closing quote, or to where reading failed.</param>
    /// <param name="text">Where the name is appended.</param>
    public static bool TryReadName(ref JsonCursor cursor, CharBuffer text)
    {
        var start = cursor.Position;
        while (true)
        {
            var c = cursor.Read();
            if (c == '"') break;
            if (c < 0 || (c == '\\' && ReadEscape(ref cursor) < 0)) return false;
        }

        var name = new JsonCursor(cursor.From(start), 0);
        return TryRead(ref name, text);
    }

    private static bool TryReadSpecial(ref JsonCursor cursor, int first, CharBuffer text)
    {
        var code = first == '\\' ? ReadEscape(ref cursor) : ReadCodePoint(ref cursor, first);
        if (code < 0) return false;
        if (first >= 0xF0)
        {
            // Jackson ORs where it should add: code points above U+10FFFF and overlong sequences give odd units, and so must we.
            var beyond = code - 0x10000;
            text.Append(unchecked((char)(0xD800 | (beyond >> 10))));
            code = 0xDC00 | (beyond & 0x3FF);
        }

        text.Append((char)code);
        return true;
    }

    private static int ReadCodePoint(ref JsonCursor cursor, int first) => cursor.ReadOddCharacter(first);

    private static int ReadEscape(ref JsonCursor cursor)
    {
        var c = cursor.Read();
        switch (c)
        {
            case 'b': return '\b';
            case 't': return '\t';
            case 'n': return '\n';
            case 'f': return '\f';
            case 'r': return '\r';
            case '"' or '/' or '\\': return c;
            case 'u': return ReadHex(ref cursor);
            case < 0: return JsonCursor.Failed;
            default:
                cursor.ReadOddCharacter(c);
                return JsonCursor.Failed;
        }
    }

    private static int ReadHex(ref JsonCursor cursor)
    {
        var value = 0;
        for (var i = 0; i < 4; i++)
        {
            var c = cursor.Read();
            if (c < 0 || !char.IsAsciiHexDigit((char)c)) return JsonCursor.Failed;
            value = (value << 4) | (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        }

        return value;
    }

    private static bool FailAtEnd(ref JsonCursor cursor)
    {
        cursor.Position += cursor.Rest.Length;
        return false;
    }
}
