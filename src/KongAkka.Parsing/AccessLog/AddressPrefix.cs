using System.Numerics;
using System.Runtime.Intrinsics;

namespace KongAkka.Parsing.AccessLog;

/// <summary>The pattern <c>^[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}</c> on bytes.</summary>
internal static class AddressPrefix
{
    /// <summary>The bytes that must be there to look at.</summary>
    public const int Window = 16;

    /// <summary>How many bytes at the start are digits and points, where they are four numbers of one to three digits; else 0.</summary>
    /// <param name="bytes">At least <see cref="Window"/> bytes.</param>
    public static int LengthOfPlain(ReadOnlySpan<byte> bytes)
    {
        var window = Vector128.Create(bytes);
        var points = Vector128.Equals(window, Vector128.Create((byte)'.'));
        var digits = Vector128.LessThanOrEqual(window - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
        var length = BitOperations.TrailingZeroCount(~(points | digits).ExtractMostSignificantBits());
        var dots = points.ExtractMostSignificantBits();
        var first = BitOperations.TrailingZeroCount(dots);
        dots &= dots - 1;
        var second = BitOperations.TrailingZeroCount(dots);
        dots &= dots - 1;
        var third = BitOperations.TrailingZeroCount(dots);
        dots &= dots - 1;
        var isAddress = BitOperations.TrailingZeroCount(dots) > length & IsPart(first) & IsPart(second - first - 1) & IsPart(third - second - 1) & IsPart(length - third - 1);
        return isAddress ? length : 0;
    }

    /// <summary>The first byte that is not as the pattern wants it; -1 where the pattern matches.</summary>
    /// <param name="bytes">Bytes that do not end before the pattern is decided.</param>
    public static int Mismatch(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        for (var part = 0; part < 4; part++)
        {
            if (part > 0 && bytes[at++] != '.') return at - 1;
            var start = at;
            while (at - start < 3 && char.IsAsciiDigit((char)bytes[at])) at++;
            if (at == start) return at;
        }

        return -1;
    }

    private static bool IsPart(int length) => (uint)(length - 1) < 3;
}
