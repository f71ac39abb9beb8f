using System.Globalization;
using System.Runtime.CompilerServices;

namespace KongAkka.Pipeline.RowBatching;

/// <summary>Writes numbers as JSON. What it writes reads back as the same number.</summary>
internal static class JsonNumber
{
    /// <summary>The most bytes that a number takes.</summary>
    public const int MaxBytes = 32;

    private const double ExactIntegers = 1L << 53;

    /// <summary>Writes an integer.</summary>
    public static int Write(int value, Span<byte> room)
    {
        if (value is >= 100 and <= 999)
        {
            WriteThree((uint)value, room);
            return 3;
        }

        _ = value.TryFormat(room, out var written, provider: CultureInfo.InvariantCulture);
        return written;
    }

    /// <summary>Writes a finite number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is infinite or NaN, which JSON cannot carry.</exception>
    public static int Write(double value, Span<byte> room)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "JSON carries finite numbers only");
        var sign = double.IsNegative(value) ? 1 : 0;
        room[0] = (byte)'-';
        var written = WriteDecimal(Math.Abs(value), room[sign..]);
        if (written > 0) return sign + written;
        _ = value.TryFormat(room, out written, "R", CultureInfo.InvariantCulture);
        return written;
    }

    // A quotient of two exactly held integers is the double nearest to that decimal fraction, so the fraction's digits read back as this number.
    private static int WriteDecimal(double value, Span<byte> room)
    {
        var thousandths = Math.Round(value * 1e3);
        if (thousandths < ExactIntegers && thousandths / 1e3 == value) return WriteFraction((ulong)thousandths, 1000, room);
        var millionths = Math.Round(value * 1e6);
        return millionths < ExactIntegers && millionths / 1e6 == value ? WriteFraction((ulong)millionths, 1_000_000, room) : 0;
    }

    private static int WriteFraction(ulong scaled, uint scale, Span<byte> room)
    {
        var (whole, fraction) = Math.DivRem(scaled, scale);
        var at = WriteWhole(whole, room);
        if (fraction == 0) return at;
        room[at++] = (byte)'.';
        if (scale == 1_000_000)
        {
            WriteThree((uint)fraction / 1000, room[at..]);
            at += 3;
        }

        WriteThree((uint)fraction % 1000, room[at..]);
        at += 3;
        while (room[at - 1] == '0') at--;
        return at;
    }

    private static int WriteWhole(ulong value, Span<byte> room)
    {
        if (value < 10)
        {
            room[0] = (byte)('0' + value);
            return 1;
        }

        _ = value.TryFormat(room, out var written, provider: CultureInfo.InvariantCulture);
        return written;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteThree(uint value, Span<byte> room)
    {
        room[2] = (byte)('0' + (value % 10));
        room[1] = (byte)('0' + (value / 10 % 10));
        room[0] = (byte)('0' + (value / 100));
    }
}
