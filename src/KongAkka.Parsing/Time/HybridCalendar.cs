namespace KongAkka.Parsing.Time;

/// <summary>
/// Java's <c>GregorianCalendar</c>: Julian before 15 October 1582, Gregorian from then on. Days are counted from 1 January 1970. Lenient: a month or day out of
/// range rolls over, and what does not fit wraps as Java's arithmetic does.
/// </summary>
internal static class HybridCalendar
{
    private const long EpochFromYearOne = 719_163;
    private const long CutoverDay = 577_736;
    private const int CutoverYear = 1582;
    private const int JulianOffset = -2;

    /// <summary>The day of a date.</summary>
    /// <param name="year">The year; 0 is 1 BC.</param>
    /// <param name="month">The month from 1, any number.</param>
    /// <param name="day">The day of the month from 1, any number.</param>
    /// <param name="extraDays">Days to add before the calendar is chosen.</param>
    public static long DayOf(int year, int month, int day, long extraDays)
    {
        unchecked
        {
            var month0 = month - 1;
            var years = (int)Floor(month0, 12);
            var firstMonth = month0 - (years * 12) + 1;
            var offset = extraDays + day - 1;
            var julian = offset + FirstOfMonth(year + years, firstMonth, gregorian: false);
            var gregorian = offset + FirstOfMonth(year + years, firstMonth, gregorian: true);
            return (year >= CutoverYear && gregorian >= CutoverDay ? gregorian : julian) - EpochFromYearOne;
        }
    }

    /// <summary>The date of a day.</summary>
    /// <param name="epochDay">The day.</param>
    public static (int Year, int Month, int Day) DateOf(long epochDay)
    {
        var day = epochDay + EpochFromYearOne;
        var gregorian = day >= CutoverDay;
        var year = YearOf(day, gregorian);
        var month = 12;
        while (FirstOfMonth(year, month, gregorian) > day) month--;
        return (year, month, (int)(day - FirstOfMonth(year, month, gregorian)) + 1);
    }

    private static int YearOf(long day, bool gregorian)
    {
        var year = (int)(gregorian ? Floor((day - 1) * 400, 146_097) : Floor((day - 1) * 4, 1_461)) + 1;
        while (FirstOfMonth(year + 1, 1, gregorian) <= day) year++;
        while (FirstOfMonth(year, 1, gregorian) > day) year--;
        return year;
    }

    private static long FirstOfMonth(int year, int month, bool gregorian)
    {
        var before = (long)year - 1;
        var days = (365 * before) + Floor(before, 4) + (((367 * month) - 362) / 12) + 1;
        days += gregorian ? Floor(before, 400) - Floor(before, 100) : JulianOffset;
        return month <= 2 ? days : days - (IsLeap(year, gregorian) ? 1 : 2);
    }

    private static bool IsLeap(int year, bool gregorian) => year % 4 == 0 && (!gregorian || year % 100 != 0 || year % 400 == 0);

    private static long Floor(long value, long divisor) => (value >= 0 ? value : value - divisor + 1) / divisor;
}
