namespace KongAkka.Parsing.Json;

/// <summary>Jackson's reading of numbers.</summary>
internal static class JsonNumberReader
{
    /// <summary>The most digits a number may have: <c>StreamReadConstraints.DEFAULT_MAX_NUM_LEN</c>.</summary>
    private const int MaxDigits = 1000;

    /// <summary>Reads a number whose first byte, a minus or a digit, was read.</summary>
    /// <param name="cursor">Moved behind the number, or to where reading failed.</param>
    /// <param name="first">The first byte.</param>
    /// <param name="token">The kind of number.</param>
    public static bool TryRead(ref JsonCursor cursor, int first, out JsonToken token)
    {
        token = JsonToken.Integer;
        if (first == '-')
        {
            if (!IsDigit(cursor.Peek())) return JsonLiteralReader.FailAtSign(ref cursor, "-INF"u8, "-Infinity"u8);
            first = cursor.Read();
        }

        if (first == '0' && IsDigit(cursor.Peek())) return false;
        var digits = 1 + ReadDigits(ref cursor);
        return cursor.Peek() is '.' or 'e' or 'E' ? TryReadFloat(ref cursor, digits, out token) : digits <= MaxDigits;
    }

    private static bool TryReadFloat(ref JsonCursor cursor, int digits, out JsonToken token)
    {
        token = JsonToken.Float;
        if (cursor.Peek() == '.')
        {
            cursor.Position++;
            var fraction = ReadDigits(ref cursor);
            if (fraction == 0) return FailBehindNext(ref cursor);
            digits += fraction;
        }

        if (cursor.Peek() is 'e' or 'E')
        {
            cursor.Position++;
            if (cursor.Peek() is '+' or '-') cursor.Position++;
            var exponent = ReadDigits(ref cursor);
            if (exponent == 0) return FailBehindNext(ref cursor);
            digits += exponent;
        }

        return digits <= MaxDigits;
    }

    private static bool FailBehindNext(ref JsonCursor cursor)
    {
        cursor.Read();
        return false;
    }

    private static int ReadDigits(ref JsonCursor cursor)
    {
        var start = cursor.Position;
        while (IsDigit(cursor.Peek())) cursor.Position++;
        return cursor.Position - start;
    }

    private static bool IsDigit(int c) => c is >= '0' and <= '9';
}
