using System.Numerics;
using KongAkka.Parsing.Json;

namespace KongAkka.Parsing.AccessLog;

/// <summary>
/// Where the fields lie in a record of the ordinary shape: <c>{"time":"…","stream":"…","message":"…</c>, each colon and comma with or without a space behind it,
/// the time without an escape and of ASCII.
/// </summary>
/// <param name="TimeStart">The first byte of the time.</param>
/// <param name="TimeLength">The bytes of the time; less than 64.</param>
/// <param name="StreamStart">The first byte of the stream.</param>
internal readonly record struct RecordHeader(int TimeStart, int TimeLength, int StreamStart)
{
    private const int LongestWithStream = 8 + 2 + PlainBlock.Size + 13 + 8;

    /// <summary>Reads the header up to the first byte of the stream.</summary>
    /// <param name="padded">The value with its padding.</param>
    /// <param name="length">The length of the value.</param>
    /// <param name="header">The header.</param>
    public static bool TryRead(ReadOnlySpan<byte> padded, int length, out RecordHeader header)
    {
        header = default;
        if (length < LongestWithStream || !padded.StartsWith("{\"time\":"u8)) return false;
        var time = padded[8] == ' ' ? 9 : 8;
        if (padded[time++] != '"') return false;
        var block = new PlainBlock(padded[time..]);
        var odd = block.Quotes | block.Backslashes | block.Unusual;
        var timeLength = BitOperations.TrailingZeroCount(odd);
        if (timeLength == PlainBlock.Size || padded[time + timeLength] != '"') return false;
        var stream = Behind(padded, time + timeLength + 1, "\"stream\":"u8);
        header = new RecordHeader(time, timeLength, stream);
        return stream > 0;
    }

    /// <summary>The first byte of the message, behind a stream that is <c>stdout</c>; 0 where the record goes on in another way.</summary>
    /// <param name="padded">The value with its padding.</param>
    public int MessageStart(ReadOnlySpan<byte> padded) => Behind(padded, StreamStart + 7, "\"message\":"u8);

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
}
