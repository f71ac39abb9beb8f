using System.Globalization;

namespace KongAkka.Parsing.Time;

/// <summary>
/// What <c>SimpleDateFormat("yyyy-MM-dd HH:mm:ss")</c> reads and writes, lenient as Java's default is: fields of any width and sign, out-of-range fields roll over,
/// text behind the seconds is ignored.
/// </summary>
internal static class LenientTimestamp
{
    /// <summary>The most characters that <see cref="Write"/> needs.</summary>
    public const int MaxLength = 32;

    private const long MillisOfDay = 86_400_000;

    /// <summary>Reads a timestamp in UTC.</summary>
    /// <param name="text">The text.</param>
    /// <param name="epochMillis">Milliseconds from 1970-01-01T00:00Z; a multiple of 1000 unless the arithmetic wrapped.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out long epochMillis)
    {
        epochMillis = 0;
        var at = 0;
        if (!TryReadField(text, ref at, '-', out var year) || !TryReadField(text, ref at, '-', out var month)) return false;
        if (!TryReadField(text, ref at, ' ', out var day) || !TryReadField(text, ref at, ':', out var hour)) return false;
        if (!TryReadField(text, ref at, ':', out var minute) || !TryReadField(text, ref at, null, out var second)) return false;
        unchecked
        {
            var time = ((((hour * 60L) + minute) * 60) + second) * 1000;
            var days = Math.DivRem(time, MillisOfDay, out var ofDay);
            if (ofDay < 0) (days, ofDay) = (days - 1, ofDay + MillisOfDay);
            epochMillis = (HybridCalendar.DayOf(year, month, day, days) * MillisOfDay) + ofDay;
        }

        return true;
    }

    /// <summary>Writes an instant as the clock of Seoul shows it; years before 1 by their year of the era.</summary>
    /// <param name="epochMillis">Milliseconds from 1970-01-01T00:00Z.</param>
    /// <param name="destination">Room for <see cref="MaxLength"/> bytes.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(long epochMillis, Span<byte> destination)
    {
        var seconds = Math.DivRem(epochMillis, 1000, out var millis) - (millis < 0 ? 1 : 0);
        var local = seconds + SeoulClock.OffsetAt(seconds);
        var days = Math.DivRem(local, 86_400, out var ofDay);
        if (ofDay < 0) (days, ofDay) = (days - 1, ofDay + 86_400);
        var (year, month, day) = HybridCalendar.DateOf(days);
        (year > 0 ? year : 1 - year).TryFormat(destination, out var length, "D4", CultureInfo.InvariantCulture);
        length += WriteField('-', month, destination[length..]);
        length += WriteField('-', day, destination[length..]);
        length += WriteField(' ', (int)(ofDay / 3600), destination[length..]);
        length += WriteField(':', (int)(ofDay / 60 % 60), destination[length..]);
        return length + WriteField(':', (int)(ofDay % 60), destination[length..]);
    }

    private static bool TryReadField(ReadOnlySpan<char> text, ref int at, char? separator, out int value)
    {
        value = 0;
        while (at < text.Length && text[at] is ' ' or '\t') at++;
        if (at >= text.Length || !DecimalDigits.TryRead(text, ref at, out value)) return false;
        if (separator is null) return true;
        return at < text.Length && text[at++] == separator;
    }

    private static int WriteField(char separator, int value, Span<byte> destination)
    {
        destination[0] = (byte)separator;
        destination[1] = (byte)('0' + (value / 10));
        destination[2] = (byte)('0' + (value % 10));
        return 3;
    }
}
