using System.Numerics;
using KongAkka.Parsing.Json;

namespace KongAkka.Parsing.AccessLog;

/// <summary>
/// Reads the beginning of a record: <c>{"time":"…","stream":"…","message":"…</c>, each colon and comma with or without a space behind it, the time of plain ASCII.
/// </summary>
/// <remarks>
/// It may call a record unkeepable only where it begins with the fields time, stream and message in this order: those take up the three fields that Flink reads,
/// so nothing behind them, an equal name or a broken end, can bring the record back.
/// </remarks>
internal static class HeaderReader
{
    private const int ShortestHeader = 50;
    private const int LongestBehindTime = 1 + 13 + 7;

    /// <summary>Looks at a record.</summary>
    /// <param name="padded">The value with its padding.</param>
    /// <param name="length">The length of the value.</param>
    /// <param name="header">The header; all zero where the record is not of the ordinary shape.</param>
    /// <returns>True where the record is sure to be dropped; false is no promise.</returns>
    public static bool IsUnkeepable(ReadOnlySpan<byte> padded, int length, out RecordHeader header)
    {
        header = default;
        if (length < ShortestHeader || !padded.StartsWith("{\"time\":"u8)) return false;
        var time = padded[8] == ' ' ? 9 : 8;
        if (padded[time++] != '"') return false;
        var block = new PlainBlock(padded[time..]);
        var timeLength = BitOperations.TrailingZeroCount(block.Quotes | block.Backslashes | block.Unusual);
        if (timeLength == PlainBlock.Size || padded[time + timeLength] != '"' || time + timeLength + LongestBehindTime > length) return false;

        var stream = Behind(padded, time + timeLength + 1, "\"stream\":"u8);
        if (stream == 0) return false;
        if (!padded[stream..].StartsWith("stdout\""u8)) return Decides(padded[stream + padded[stream..].CommonPrefixLength("stdout\""u8)]);
        var message = Behind(padded, stream + 7, "\"message\":"u8);
        if (message == 0 || message + AddressPrefix.Window > length) return false;
        if (padded[message..].StartsWith("127.0.0.1 "u8)) return true;
        var address = AddressPrefix.LengthOfPlain(padded[message..]);
        header = new RecordHeader((byte)time, (byte)timeLength, (byte)message, (byte)address);
        return address == 0 && AddressPrefix.Mismatch(padded[message..]) is >= 0 and var at && Decides(padded[message + at]);
    }

    /// <summary>Behind a comma, a name with its colon, and a quote, each of the first two with or without a space behind it; 0 where it is not there.</summary>
    private static int Behind(ReadOnlySpan<byte> padded, int at, ReadOnlySpan<byte> name)
    {
        if (padded[at++] != ',') return 0;
        if (padded[at] == ' ') at++;
        if (!padded[at..].StartsWith(name)) return 0;
        at += name.Length;
        if (padded[at] == ' ') at++;
        return padded[at] == '"' ? at + 1 : 0;
    }

    /// <summary>Whether a byte begins neither an escape nor UTF-8, overlong or not, that could stand for what was expected.</summary>
    private static bool Decides(byte unexpected) => unexpected < 0x80 && unexpected != '\\';
}
