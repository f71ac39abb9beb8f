using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace KongAkka.Parsing.AccessLog;

/// <summary>
/// What <see cref="MessagePatterns"/> finds, found in a plain encoded message from the places of its quotes. A message's closing quote lies behind its last byte and ends
/// every run of digits.
/// </summary>
internal static class PlainPatterns
{
    // Words of the patterns, the first byte lowest.
    private const ulong Version = 0x002E_002F_5054_5448;
    private const ulong SpaceHttp = 0x50_5454_4820;
    private const uint Get = 0x20544547;
    private const uint Put = 0x20545550;
    private const ulong Post = 0x20_5453_4F50;
    private const ulong Head = 0x20_4441_4548;
    private const ulong Delete = 0x20_4554_454C_4544;
    private const ulong Options = 0x2053_4E4F_4954_504F;

    /// <summary>Whether <c>HTTP/[0-9.]+</c> lies right before an escaped quote.</summary>
    /// <param name="message">The encoded message.</param>
    /// <param name="quote">Where the quote is, behind its backslash.</param>
    public static bool IsBehindVersion(PaddedText message, int quote)
    {
        if (quote < 9) return IsBehindOddVersion(message, quote);
        var word = message.Word(quote - 9);
        if (!IsDigitOrPoint((byte)(word >> 56))) return false;
        return ((word & 0x00FF_00FF_FFFF_FFFF) == Version && IsDigitOrPoint((byte)(word >> 40))) || IsBehindOddVersion(message, quote);
    }

    /// <summary>
    /// Reads <c> [0-9]+ [0-9.]*</c> and how far <c>[-0-9. ]*</c> goes on. Lengths are 0 from where the pattern breaks.
    /// </summary>
    /// <param name="message">The encoded message.</param>
    /// <param name="from">The place behind a version's quote.</param>
    /// <param name="status">The digits of the status.</param>
    /// <param name="response">The digits and points of the response time.</param>
    /// <param name="times">The bytes from the response time on that are digits, points, minus signs and spaces.</param>
    /// <returns>False where the numbers go on beyond what is looked at.</returns>
    public static bool TryReadNumbers(PaddedText message, int from, out int status, out int response, out int times)
    {
        var window = message.ThirtyTwo(from);
        var spaces = Places(Vector256.Equals(window, Vector256.Create((byte)' ')));
        var digits = Places(Vector256.LessThanOrEqual(window - Vector256.Create((byte)'0'), Vector256.Create((byte)9)));
        var numbers = digits | Places(Vector256.Equals(window, Vector256.Create((byte)'.')));
        var any = numbers | spaces | Places(Vector256.Equals(window, Vector256.Create((byte)'-')));
        (status, response, times) = (0, 0, 0);
        if ((spaces & 1) == 0) return true;
        status = BitOperations.TrailingZeroCount(~(digits >> 1));
        var at = status + 1;
        if (status == 0 || (spaces >> at & 1) == 0) return at < Vector256<byte>.Count;
        response = BitOperations.TrailingZeroCount(~(numbers >> ++at));
        times = BitOperations.TrailingZeroCount(~(any >> at));
        return at + times < Vector256<byte>.Count;
    }

    /// <summary>The length of a method of the URL pattern with its space; 0 where there is none.</summary>
    /// <param name="message">The encoded message.</param>
    /// <param name="at">Where the method would be.</param>
    public static int LengthOfMethod(PaddedText message, int at)
    {
        var word = message.Word(at);
        if ((uint)word is Get or Put) return 4;
        if ((word & 0xFF_FFFF_FFFF) is Post or Head) return 5;
        if ((word & 0xFF_FFFF_FFFF_FFFF) == Delete) return 7;
        return word == Options ? 8 : 0;
    }

    /// <summary>Where <c> HTTP</c> is first, and the first <c>?</c> before it.</summary>
    /// <param name="message">The encoded message.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="length">The length of the message.</param>
    /// <param name="question">Where the first <c>?</c> is, or the result.</param>
    /// <returns>Where the space is; -1 where there is none.</returns>
    public static int EndOfUrl(PaddedText message, int from, int length, out int question)
    {
        question = -1;
        for (var at = from; at < length; at += TextBlock.Size)
        {
            var block = message.Block(at);
            var questions = block.Equal((byte)'?');
            for (var spaces = block.Equal((byte)' '); spaces != 0; spaces &= spaces - 1)
            {
                var space = at + BitOperations.TrailingZeroCount(spaces);
                if (space + 5 > length) return -1;
                if ((message.Word(space) & 0xFF_FFFF_FFFF) != SpaceHttp) continue;
                if (question < 0) question = at + BitOperations.TrailingZeroCount(questions | spaces);
                return space;
            }

            if (question < 0 && questions != 0) question = at + BitOperations.TrailingZeroCount(questions);
        }

        return -1;
    }

    /// <summary>Where the first <c>-</c> is.</summary>
    /// <param name="message">The encoded message.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="length">How many bytes to look at.</param>
    /// <returns>How far from the beginning it is; the length where there is none.</returns>
    public static int DistanceToMinus(PaddedText message, int from, int length)
    {
        for (var at = 0; at < length; at += TextBlock.Size)
        {
            var places = message.Block(from + at).Equal((byte)'-');
            if (places != 0) return Math.Min(at + BitOperations.TrailingZeroCount(places), length);
        }

        return length;
    }

    /// <summary>
    /// Whether a text is well-formed UTF-8 without a line terminator at which Java's dot stops. Bytes and characters are then matched alike, and what Jackson lets through
    /// of other UTF-8 is left to the general way.
    /// </summary>
    /// <param name="text">The text.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsPlainUtf8(ReadOnlySpan<byte> text) =>
        Utf8.IsValid(text) && text.IndexOf("\u0085"u8) < 0 && text.IndexOf("\u2028"u8) < 0 && text.IndexOf("\u2029"u8) < 0;

    private static bool IsBehindOddVersion(PaddedText message, int quote)
    {
        var last = quote - 2;
        var first = last;
        while (first >= 0 && IsDigitOrPoint(message[first])) first--;
        return first < last && message.Span[..(first + 1)].EndsWith("HTTP/"u8);
    }

    private static ulong Places(Vector256<byte> matches) => matches.ExtractMostSignificantBits();

    private static bool IsDigitOrPoint(byte c) => (uint)(c - '0') <= 9 || c == '.';
}
