using System.Buffers.Text;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>
/// Reads DATETIME text as StarRocks casts it: <c>yyyy-M-d</c> with an optional <c> H:m:s[.ffffff]</c> (or <c>T</c> between), or compact
/// <c>yyyyMMdd[HHmmss]</c>; from 0000-01-01 to 9999-12-31. Two-digit years and other separators, which StarRocks takes too, are refused.
/// </summary>
internal static class DateTimeText
{
    private const long MicrosPerSecond = 1_000_000;

    /// <summary>Reads a date and time.</summary>
    /// <param name="text">The text in UTF-8; blanks around it are ignored.</param>
    /// <param name="micros">Microseconds since 1970-01-01.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        text = text.Trim((byte)' ');
        if (text.Length is 8 or 14 && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0) return TryParseCompact(text, out micros);
        if (!TryPart(ref text, 4, 4, out var year) || !TrySkip(ref text, (byte)'-')
            || !TryPart(ref text, 1, 2, out var month) || !TrySkip(ref text, (byte)'-')
            || !TryPart(ref text, 1, 2, out var day)) return false;
        if (text.IsEmpty) return TryMake((year, month, day), (0, 0, 0), 0, out micros);
        if (!TrySkip(ref text, (byte)' ') && !TrySkip(ref text, (byte)'T')) return false;
        if (!TryPart(ref text, 1, 2, out var hour) || !TrySkip(ref text, (byte)':')
            || !TryPart(ref text, 1, 2, out var minute) || !TrySkip(ref text, (byte)':')
            || !TryPart(ref text, 1, 2, out var second)) return false;
        return TryFraction(text, out var fraction) && TryMake((year, month, day), (hour, minute, second), fraction, out micros);
    }

    private static bool TryParseCompact(ReadOnlySpan<byte> digits, out long micros)
    {
        Span<int> parts = stackalloc int[6];
        parts.Clear();
        TryPart(ref digits, 4, 4, out parts[0]);
        for (var part = 1; part < parts.Length && !digits.IsEmpty; part++) TryPart(ref digits, 2, 2, out parts[part]);
        return TryMake((parts[0], parts[1], parts[2]), (parts[3], parts[4], parts[5]), 0, out micros);
    }

    private static bool TryMake((int Year, int Month, int Day) date, (int Hour, int Minute, int Second) time, int fraction, out long micros)
    {
        micros = 0;
        if (date.Month is < 1 or > 12 || date.Day < 1 || date.Day > DaysIn(date.Year, date.Month)) return false;
        if (time.Hour > 23 || time.Minute > 59 || time.Second > 59) return false;
        var seconds = (DaysSinceEpoch(date.Year, date.Month, date.Day) * 86400) + (time.Hour * 3600) + (time.Minute * 60) + time.Second;
        micros = (seconds * MicrosPerSecond) + fraction;
        return true;
    }

    // .NET's calendar starts with year 1; year 0 is a leap year of the proleptic Gregorian calendar, like year 400.
    private static int DaysIn(int year, int month) => DateTime.DaysInMonth(year == 0 ? 400 : year, month);

    private static long DaysSinceEpoch(int year, int month, int day)
    {
        if (year == 0) return DaysSinceEpoch(400, month, day) - 146_097;
        return new DateOnly(year, month, day).DayNumber - (long)DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
    }

    private static bool TryPart(ref ReadOnlySpan<byte> text, int least, int most, out int value)
    {
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var length = Math.Min(digits < 0 ? text.Length : digits, most);
        value = 0;
        if (length < least || !Utf8Parser.TryParse(text[..length], out value, out _)) return false;
        text = text[length..];
        return true;
    }

    private static bool TrySkip(ref ReadOnlySpan<byte> text, byte separator)
    {
        if (text.IsEmpty || text[0] != separator) return false;
        text = text[1..];
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<byte> text, out int micros)
    {
        micros = 0;
        if (text.IsEmpty) return true;
        if (text[0] != '.' || text.Length == 1 || text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) return false;
        for (var digit = 1; digit <= 6; digit++) micros = (micros * 10) + (digit < text.Length ? text[digit] - '0' : 0);
        return true;
    }
}
