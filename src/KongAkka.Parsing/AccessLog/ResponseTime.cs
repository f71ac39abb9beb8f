using System.Globalization;
using System.Text;

namespace KongAkka.Parsing.AccessLog;

/// <summary><c>CAST(… AS DOUBLE)</c> of what <c>[0-9.]+</c> matched: <c>Double.parseDouble</c>.</summary>
internal static class ResponseTime
{
    /// <summary>Parses a response time. False where Flink's CAST fails its whole job: no digit, or more than one point.</summary>
    /// <param name="digits">Digits and points.</param>
    /// <param name="value">The nearest double; infinite where it is too large for any.</param>
    public static bool TryParse(ReadOnlySpan<char> digits, out double value) =>
        double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    /// <summary>Parses a response time, as the other overload does.</summary>
    /// <param name="digits">Digits and points.</param>
    /// <param name="value">The nearest double.</param>
    public static bool TryParse(ReadOnlySpan<byte> digits, out double value) =>
        double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    /// <summary>The sentence for a response time that is no number.</summary>
    /// <param name="digits">Digits and points.</param>
    public static string Complain(ReadOnlySpan<char> digits) => $"response_time: '{digits}' is not a number";

    /// <summary>The sentence for a response time that is no number.</summary>
    /// <param name="digits">Digits and points.</param>
    public static string Complain(ReadOnlySpan<byte> digits) => $"response_time: '{Encoding.ASCII.GetString(digits)}' is not a number";
}
