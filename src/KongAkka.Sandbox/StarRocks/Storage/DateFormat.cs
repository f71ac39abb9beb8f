using System.Globalization;
using System.Text;

namespace KongAkka.Sandbox.StarRocks.Storage;

/// <summary>StarRocks' <c>date_format</c>, whose specifiers are MySQL's.</summary>
internal static class DateFormat
{
    /// <summary>Writes a moment; a specifier that is not known writes its letter, as MySQL does.</summary>
    public static string Format(DateTime moment, string pattern)
    {
        var text = new StringBuilder(pattern.Length * 2);
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] != '%' || at + 1 == pattern.Length) text.Append(pattern[at]);
            else text.Append(Specifier(moment, pattern[++at]));
        }

        return text.ToString();
    }

    private static string Specifier(DateTime moment, char letter) => letter switch
    {
        'Y' => moment.ToString("yyyy", CultureInfo.InvariantCulture),
        'y' => moment.ToString("yy", CultureInfo.InvariantCulture),
        'm' => moment.ToString("MM", CultureInfo.InvariantCulture),
        'c' => moment.Month.ToString(CultureInfo.InvariantCulture),
        'M' => moment.ToString("MMMM", CultureInfo.InvariantCulture),
        'b' => moment.ToString("MMM", CultureInfo.InvariantCulture),
        'd' => moment.ToString("dd", CultureInfo.InvariantCulture),
        'e' => moment.Day.ToString(CultureInfo.InvariantCulture),
        'j' => moment.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        'H' => moment.ToString("HH", CultureInfo.InvariantCulture),
        'k' => moment.Hour.ToString(CultureInfo.InvariantCulture),
        'h' or 'I' => moment.ToString("hh", CultureInfo.InvariantCulture),
        'i' => moment.ToString("mm", CultureInfo.InvariantCulture),
        's' or 'S' => moment.ToString("ss", CultureInfo.InvariantCulture),
        'f' => moment.ToString("ffffff", CultureInfo.InvariantCulture),
        'p' => moment.ToString("tt", CultureInfo.InvariantCulture),
        'T' => moment.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        'r' => moment.ToString("hh:mm:ss tt", CultureInfo.InvariantCulture),
        'W' => moment.DayOfWeek.ToString(),
        'a' => moment.ToString("ddd", CultureInfo.InvariantCulture),
        'w' => ((int)moment.DayOfWeek).ToString(CultureInfo.InvariantCulture),
        _ => letter.ToString(),
    };
}
