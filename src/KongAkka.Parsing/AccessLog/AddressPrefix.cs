using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KongAkka.Parsing.AccessLog;

/// <summary>
/// The pattern <c>^[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}</c> over the first sixteen bytes of an encoded message.
/// </summary>
internal static class AddressPrefix
{
    /// <summary>The bytes that are looked at.</summary>
    public const int Window = 16;

    /// <summary>Looks at a message.</summary>
    /// <param name="window">Its first bytes.</param>
    /// <param name="isUnkeepable">
    /// Whether the message is sure to be filtered: it is <c>127.0.0.1</c> and a space, or breaks the pattern. Where the digits and points stop at an escape or at UTF-8,
    /// overlong or not, that may stand for one more of them, nothing is sure.
    /// </param>
    /// <returns>How many bytes are digits and points, where they are four numbers of one to three digits; else 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LengthIn(Vector128<byte> window, out bool isUnkeepable)
    {
        var points = Places(Vector128.Equals(window, Vector128.Create((byte)'.')));
        var digits = Places(Vector128.LessThanOrEqual(window - Vector128.Create((byte)'0'), Vector128.Create((byte)9)));
        var odd = window.ExtractMostSignificantBits() | Places(Vector128.Equals(window, Vector128.Create((byte)'\\')));
        var loopback = Places(Vector128.Equals(window, Vector128.Create("127.0.0.1       "u8))) & 0x3FF;
        var run = BitOperations.TrailingZeroCount(~(points | digits));
        var first = BitOperations.TrailingZeroCount(points);
        points &= points - 1;
        var second = BitOperations.TrailingZeroCount(points);
        points &= points - 1;
        var third = BitOperations.TrailingZeroCount(points);
        points &= points - 1;

        var matches = IsPart(first) & IsPart(second - first - 1) & IsPart(third - second - 1) & (third < run) & ((digits >> (third + 1) & 1) != 0);
        isUnkeepable = (loopback == 0x3FF) | (!matches & ((odd >> run & 1) == 0));
        return matches & IsPart(run - third - 1) & (BitOperations.TrailingZeroCount(points) > run) ? run : 0;
    }

    private static uint Places(Vector128<byte> matches) => matches.ExtractMostSignificantBits();

    private static bool IsPart(int length) => (uint)(length - 1) < 3;
}
