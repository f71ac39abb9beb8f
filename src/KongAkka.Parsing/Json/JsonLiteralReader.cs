using System.Globalization;

namespace KongAkka.Parsing.Json;

/// <summary>Jackson's reading of <c>true</c>, <c>false</c>, <c>null</c>, and of words that are none of them.</summary>
internal static class JsonLiteralReader
{
    private const int MaxErrorToken = 256;

    /// <summary>Reads a literal whose first letter was read.</summary>
    /// <param name="cursor">Moved behind the literal, or to where reading failed.</param>
    /// <param name="literal">The whole literal.</param>
    public static bool TryRead(ref JsonCursor cursor, ReadOnlySpan<byte> literal)
    {
        for (var i = 1; i < literal.Length; i++)
        {
            if (cursor.Peek() != literal[i]) return FailAtWord(ref cursor, i);
            cursor.Position++;
        }

        var next = cursor.Peek();
        if (next < '0' || next is ']' or '}') return true;
        if (next >= 0x80)
        {
            cursor.ReadOddCharacter(next);
            return false;
        }

        return !IsIdentifierPart((char)next) || FailAtWord(ref cursor, literal.Length);
    }

    /// <summary>Fails at a byte that begins no value, passing over as much as Jackson does.</summary>
    /// <param name="cursor">Moved to where Jackson stops.</param>
    /// <param name="first">The byte, already read.</param>
    public static bool FailAt(ref JsonCursor cursor, int first) => first switch
    {
        'N' => FailAtConstant(ref cursor, "NaN"u8),
        'I' => FailAtConstant(ref cursor, "Infinity"u8),
        '+' => FailAtSign(ref cursor, "+INF"u8, "+Infinity"u8),
        _ => IsIdentifierStart((char)first) && FailAtWord(ref cursor, 1),
    };

    /// <summary>Fails at what follows a sign where no digit does, passing over as much as Jackson does.</summary>
    /// <param name="cursor">Moved to where Jackson stops.</param>
    /// <param name="inf">The short constant with that sign.</param>
    /// <param name="infinity">The long constant with that sign.</param>
    public static bool FailAtSign(ref JsonCursor cursor, ReadOnlySpan<byte> inf, ReadOnlySpan<byte> infinity)
    {
        if (cursor.Read() != 'I') return false;
        var literal = cursor.Read() switch
        {
            'N' => inf,
            'n' => infinity,
            _ => [],
        };
        return !literal.IsEmpty && FailAtConstant(ref cursor, literal, 3);
    }

    private static bool FailAtConstant(ref JsonCursor cursor, ReadOnlySpan<byte> constant, int from = 1)
    {
        TryRead(ref cursor, constant[(from - 1)..]);
        return false;
    }

    private static bool FailAtWord(ref JsonCursor cursor, int length)
    {
        while (!cursor.AtEnd && length < MaxErrorToken)
        {
            var code = cursor.ReadOddCharacter(cursor.Read());
            if (code < 0 || !IsIdentifierPart((char)code)) return false;
            length++;
        }

        return false;
    }

    private static bool IsIdentifierStart(char c) => c == '_' || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.CurrencySymbol
        or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation or <= UnicodeCategory.OtherLetter;

    private static bool IsIdentifierPart(char c) => IsIdentifierStart(c) || c is <= '\u0008' or (>= '\u000E' and <= '\u001B') or (>= '\u007F' and <= '\u009F')
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;
}
