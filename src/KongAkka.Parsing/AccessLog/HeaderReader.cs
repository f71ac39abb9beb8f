using System.Numerics;
using System.Runtime.Intrinsics;

namespace KongAkka.Parsing.AccessLog;

/// <summary>
/// Reads the beginning of a record: <c>{"time":"…","stream":"stdout","message":"…</c>, compact or with a space behind each colon and comma, the time of plain ASCII.
/// </summary>
/// <remarks>
/// It calls a record unkeepable only where it begins with the fields time and stream, or time, stream and message: with them the three fields that Flink reads are taken
/// so far that nothing behind, an equal name or a broken end, can bring the record back.
/// </remarks>
internal static class HeaderReader
{
    /// <summary>With its padding a value of so many bytes holds all that is loaded, wherever its time ends.</summary>
    private const int ShortestValue = 64;

    private const int StreamLength = 6;
    private const int CompactStream = 12;
    private const int CompactMessage = 31;
    private const int SpacedStream = 14;
    private const int SpacedMessage = 35;

    /// <summary><c>{"time":</c> as a little-endian word.</summary>
    private const ulong Start = 0x3A22_656D_6974_227B;

    /// <summary>Looks at a record.</summary>
    /// <param name="text">The value.</param>
    /// <param name="header">The header; the default where the record is not of the ordinary shape.</param>
    /// <returns>True where the record is sure to be dropped; false is no promise.</returns>
    public static bool IsUnkeepable(PaddedText text, out RecordHeader header)
    {
        header = default;
        if (text.Length < ShortestValue || text.Word(0) != Start) return false;
        var spaced = text[8] == ' ';
        var time = spaced ? 10 : 9;
        if (text[time - 1] != '"') return false;
        var block = text.Block(time);
        var timeLength = BitOperations.TrailingZeroCount(block.Quotes | block.Backslashes | block.Unusual);
        if (timeLength == TextBlock.Size) return false;

        var end = time + timeLength;
        var matched = spaced ? MatchSpaced(text, end) : MatchCompact(text, end);
        var stream = spaced ? SpacedStream : CompactStream;
        var message = spaced ? SpacedMessage : CompactMessage;
        if (matched < message)
            return matched >= stream && matched <= stream + StreamLength && end + matched < text.Length && Decides(text[end + matched]);
        if (end + message + AddressPrefix.Window > text.Length) return false;
        var address = AddressPrefix.LengthIn(text.Sixteen(end + message), out var isUnkeepable);
        header = new RecordHeader(time, timeLength, end + message, address);
        return isUnkeepable;
    }

    /// <summary>How many bytes at a place are as the compact form has them; at least <see cref="CompactMessage"/> when all are.</summary>
    private static int MatchCompact(PaddedText text, int at) => Match(text, at, Vector256.Create("\",\"stream\":\"stdout\",\"message\":\"\0"u8));

    /// <summary>How many bytes at a place are as the spaced form has them; at least <see cref="SpacedMessage"/> when all are.</summary>
    private static int MatchSpaced(PaddedText text, int at)
    {
        var matched = Match(text, at, Vector256.Create("\", \"stream\": \"stdout\", \"message\""u8));
        var behind = at + Vector256<byte>.Count;
        return matched == Vector256<byte>.Count && text[behind] == ':' && text[behind + 1] == ' ' && text[behind + 2] == '"' ? SpacedMessage : matched;
    }

    private static int Match(PaddedText text, int at, Vector256<byte> pattern) =>
        BitOperations.TrailingZeroCount(~Vector256.Equals(text.ThirtyTwo(at), pattern).ExtractMostSignificantBits());

    /// <summary>Whether a byte begins neither an escape nor UTF-8, overlong or not, that could stand for what was expected.</summary>
    private static bool Decides(byte unexpected) => unexpected < 0x80 && unexpected != '\\';
}
