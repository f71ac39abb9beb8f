using System.Globalization;

namespace KongAkka.Parsing.Time;

/// <summary>
/// The number field of a lenient <c>java.text.SimpleDateFormat</c>: an optional minus, decimal digits of any script and, as its number format allows,
/// an exponent <c>E</c>; also <c>NaN</c> and <c>∞</c>. What is too large wraps or saturates as <c>Number.intValue()</c> does.
/// </summary>
internal static class DecimalDigits
{
    private const int LongDigits = 19;

    /// <summary>Reads a number at a position and moves the position behind it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where the number begins; unchanged when there is none.</param>
    /// <param name="value">The number.</param>
    public static bool TryRead(ReadOnlySpan<char> text, ref int position, out int value)
    {
        value = 0;
        var rest = text[position..];
        if (rest.StartsWith("NaN"))
        {
            position += 3;
            return true;
        }

        var negative = rest.StartsWith('-');
        var at = negative ? position + 1 : position;
        if (text[at..].StartsWith('∞'))
        {
            position = at + 1;
            value = negative ? int.MinValue : int.MaxValue;
            return true;
        }

        if (!TryReadDigits(text, ref at, allowExponent: true, out var number)) return false;
        position = at;
        value = number.ToInt32(negative);
        return true;
    }

    private static bool TryReadDigits(ReadOnlySpan<char> text, ref int position, bool allowExponent, out Digits number)
    {
        number = default;
        var start = position;
        while (position < text.Length && DigitOf(text[position]) is >= 0 and var digit)
        {
            number.Append(digit);
            position++;
        }

        if (position == start) return false;
        if (allowExponent && position < text.Length && text[position] == 'E') ReadExponent(text, ref position, ref number);
        return true;
    }

    private static void ReadExponent(ReadOnlySpan<char> text, ref int position, ref Digits number)
    {
        var at = position + 1;
        var negative = at < text.Length && text[at] == '-';
        if (negative) at++;
        if (!TryReadDigits(text, ref at, allowExponent: false, out var exponent) || !exponent.FitsLong(negative)) return;
        position = at;
        number.Scale(unchecked((int)(negative ? -exponent.ToInt64() : exponent.ToInt64())));
    }

    private static int DigitOf(char c) => char.IsAsciiDigit(c) ? c - '0' : c < 0x80 ? -1 : CharUnicodeInfo.GetDecimalDigitValue(c);

    /// <summary>Significant digits and where their decimal point lies, as <c>java.text.DigitList</c> keeps them.</summary>
    private struct Digits
    {
        private ulong _leading;
        private int _count;
        private int _pointAt;
        private bool _overflow;

        private readonly bool HasFraction => _pointAt < _count - TrailingZeros;

        private readonly int TrailingZeros
        {
            get
            {
                var zeros = 0;
                for (var rest = _leading; rest != 0 && rest % 10 == 0; rest /= 10) zeros++;
                return zeros;
            }
        }

        public readonly bool FitsLong(bool negative)
        {
            if (_leading == 0) return true;
            var limit = negative ? 1UL << 63 : long.MaxValue;
            return !_overflow && _pointAt <= LongDigits && !HasFraction && ToUInt64() <= limit;
        }

        public void Append(int digit)
        {
            if (_leading == 0 && digit == 0) return;
            _pointAt++;
            if (_count == LongDigits)
            {
                _overflow |= digit != 0;
                return;
            }

            _leading = (_leading * 10) + (ulong)digit;
            _count++;
        }

        public void Scale(int exponent) => _pointAt = unchecked(_pointAt + exponent);

        public readonly long ToInt64() => unchecked((long)ToUInt64());

        public readonly int ToInt32(bool negative)
        {
            if (FitsLong(negative)) return unchecked((int)(negative ? -ToInt64() : ToInt64()));
            var magnitude = double.Parse(string.Create(CultureInfo.InvariantCulture, $"0.{_leading}E{_pointAt}"), CultureInfo.InvariantCulture);
            if (magnitude > int.MaxValue) return negative ? int.MinValue : int.MaxValue;
            return negative ? -(int)magnitude : (int)magnitude;
        }

        private readonly ulong ToUInt64()
        {
            // Zero fits whatever its exponent says, and that may be billions.
            if (_leading == 0) return 0;
            var value = _leading;
            for (var i = _count; i < _pointAt; i++) value *= 10;
            for (var i = _pointAt; i < _count; i++) value /= 10;
            return value;
        }
    }
}
