using System.Globalization;

namespace KongAkka.Parsing.Json;

/// <summary>How Java writes a double.</summary>
internal static class JavaDouble
{
    /// <summary><c>Double.toString</c>: at least one digit on each side of the point, an exponent below 10^-3 and from 10^7 on.</summary>
    /// <param name="value">A finite number.</param>
    public static string Write(double value)
    {
        if (value == 0) return double.IsNegative(value) ? "-0.0" : "0.0";
        var shortest = Math.Abs(value).ToString("E16", CultureInfo.InvariantCulture);
        for (var precision = 1; precision < 17; precision++)
        {
            var candidate = Math.Abs(value).ToString("E" + precision, CultureInfo.InvariantCulture);
            if (double.Parse(candidate, CultureInfo.InvariantCulture) != Math.Abs(value)) continue;
            shortest = candidate;
            break;
        }

        var parts = shortest.Split('E');
        var text = Place(parts[0].Replace(".", "", StringComparison.Ordinal).TrimEnd('0'), int.Parse(parts[1], CultureInfo.InvariantCulture));
        return value < 0 ? "-" + text : text;
    }

    private static string Place(string digits, int exponent)
    {
        if (exponent is >= 7 or < -3) return $"{digits[0]}.{Fraction(digits, 1)}E{exponent}";
        if (exponent < 0) return "0." + new string('0', -exponent - 1) + digits;
        var whole = digits.PadRight(exponent + 1, '0');
        return $"{whole[..(exponent + 1)]}.{Fraction(whole, exponent + 1)}";
    }

    private static string Fraction(string digits, int from) => digits.Length > from ? digits[from..] : "0";
}
