using System.Globalization;

namespace KongAkka.Parsing.AccessLog;

/// <summary><c>CAST(… AS DOUBLE)</c> of what <c>[0-9.]+</c> matched: <c>Double.parseDouble</c>.</summary>
internal static class ResponseTime
{
    /// <summary>With so many bytes the digits are below 2^53 and the power of ten is exact, so that one division rounds correctly.</summary>
    private const int ExactLength = 15;

    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14];

    /// <summary>Parses a response time. False where Flink's CAST fails its whole job: no digit, or more than one point.</summary>
    /// <param name="digits">Digits and points.</param>
    /// <param name="value">The nearest double; infinite where it is too large for any.</param>
    public static bool TryParse(ReadOnlySpan<char> digits, out double value) =>
        double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    /// <summary>Parses a response time, as the other overload does.</summary>
    /// <param name="digits">Digits and points.</param>
    /// <param name="value">The nearest double.</param>
    public static bool TryParse(ReadOnlySpan<byte> digits, out double value) =>
        TryParseShort(digits, out value) || double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    /// <summary>The sentence for a response time that is no number.</summary>
    /// <param name="digits">Digits and points.</param>
    public static string Complain(ReadOnlySpan<char> digits) => $"response_time: '{digits}' is not a number";

    private static bool TryParseShort(ReadOnlySpan<byte> digits, out double value)
    {
        value = 0;
        if (digits.Length is < 2 or > ExactLength) return false;
        var mantissa = 0L;
        var decimals = 0;
        var point = false;
        foreach (var c in digits)
        {
            if (c == '.')
            {
                if (point) return false;
                point = true;
                continue;
            }

            mantissa = (mantissa * 10) + (c - '0');
            if (point) decimals++;
        }

        value = mantissa / PowersOfTen[decimals];
        return true;
    }
}
