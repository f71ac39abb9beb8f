using System.Buffers.Binary;
using System.Numerics;
using KongAkka.Parsing.Json;

namespace KongAkka.Parsing.AccessLog;

/// <summary>
/// What <see cref="MessagePatterns"/> finds, found in a plain encoded message from the places of its quotes. A message's closing quote lies behind its last byte and ends
/// every run of digits.
/// </summary>
internal static class PlainPatterns
{
    private const uint SpaceMinusPointDigits = 1 | (1 << ('-' - ' ')) | (1 << ('.' - ' ')) | (0x3FF << ('0' - ' '));

    /// <summary>Whether <c>HTTP/[0-9.]+</c> lies right before an escaped quote.</summary>
    /// <param name="message">The encoded message.</param>
    /// <param name="quote">Where the quote is, behind its backslash.</param>
    public static bool IsBehindVersion(ReadOnlySpan<byte> message, int quote)
    {
        var last = quote - 2;
        if (last < 5 || !IsDigitOrPoint(message[last])) return false;
        var first = last;
        while (first > 0 && IsDigitOrPoint(message[first - 1])) first--;
        return message[..first].EndsWith("HTTP/"u8);
    }

    /// <summary>How many bytes at the start are digits.</summary>
    /// <param name="text">Text that ends behind a byte that is none.</param>
    public static int LengthOfDigits(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (char.IsAsciiDigit((char)text[length])) length++;
        return length;
    }

    /// <summary>How many bytes at the start are digits and points.</summary>
    /// <param name="text">Text that ends behind a byte that is none.</param>
    public static int LengthOfDigitsAndPoints(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (IsDigitOrPoint(text[length])) length++;
        return length;
    }

    /// <summary>How many bytes at the start are digits, points, minus signs and spaces.</summary>
    /// <param name="text">Text that ends behind a byte that is none.</param>
    public static int LengthOfTimes(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (text[length] - ' ' is >= 0 and < 32 and var bit && (SpaceMinusPointDigits >> bit & 1) != 0) length++;
        return length;
    }

    /// <summary>The length of a method of the URL pattern with its space at the start; 0 where there is none.</summary>
    /// <param name="padded">At least eight bytes.</param>
    public static int LengthOfMethod(ReadOnlySpan<byte> padded)
    {
        var word = BinaryPrimitives.ReadUInt64LittleEndian(padded);
        const ulong four = uint.MaxValue;
        if ((word & four) is 0x20544547 or 0x20545550) return 4;
        if ((word & 0xFF_FFFFFFFF) is 0x20_54534F50 or 0x20_44414548) return 5;
        if ((word & 0xFFFFFF_FFFFFFFF) == 0x204554_454C4544) return 7;
        return word == 0x20534E4F_4954504F ? 8 : 0;
    }

    /// <summary>Where <c> HTTP</c> is first, and the first <c>?</c> before it.</summary>
    /// <param name="padded">Text with padding behind it.</param>
    /// <param name="length">The length of the text.</param>
    /// <param name="question">Where the first <c>?</c> is, or the result.</param>
    /// <returns>Where the space is; -1 where there is none.</returns>
    public static int EndOfUrl(ReadOnlySpan<byte> padded, int length, out int question)
    {
        question = -1;
        for (var at = 0; at < length; at += PlainBlock.Size)
        {
            var block = new PlainBlock(padded[at..]);
            var questions = block.Equal((byte)'?');
            for (var spaces = block.Equal((byte)' '); spaces != 0; spaces &= spaces - 1)
            {
                var space = at + BitOperations.TrailingZeroCount(spaces);
                if (space + 5 > length || !padded[space..].StartsWith(" HTTP"u8)) continue;
                questions &= spaces ^ (spaces - 1);
                if (question < 0) question = questions == 0 ? space : at + BitOperations.TrailingZeroCount(questions);
                return space;
            }

            if (question < 0 && questions != 0) question = at + BitOperations.TrailingZeroCount(questions);
        }

        return -1;
    }

    private static bool IsDigitOrPoint(byte c) => (uint)(c - '0') <= 9 || c == '.';
}
