using System.Numerics;
using KongAkka.Parsing.Json;

namespace KongAkka.Parsing.AccessLog;

/// <summary>
/// One pass over the encoded message of a record: copies it, finds its end and the place of every quote in it. All the rule's patterns begin or end at a quote.
/// </summary>
internal sealed class MessageScan
{
    private const int Room = PlainBlock.Size;

    private readonly int[] _quotes = new int[256 + Room];

    /// <summary>The bytes of the encoded message.</summary>
    public int Length { get; private set; }

    /// <summary>Where the quotes are, each behind its backslash, counted from the message's first byte.</summary>
    public ReadOnlySpan<int> Quotes => _quotes.AsSpan(0, _count);

    private int _count;

    /// <summary>Scans a message. False where it is not plain: escapes other than <c>\"</c>, bytes other than printable ASCII, too many quotes, no end.</summary>
    /// <param name="padded">The message's first byte and all that follows it, with padding.</param>
    /// <param name="available">The bytes without padding.</param>
    /// <param name="copy">Room for the bytes and a block more; holds the encoded message afterwards.</param>
    public bool TryScan(ReadOnlySpan<byte> padded, int available, Span<byte> copy)
    {
        _count = 0;
        var carry = 0UL;
        for (var at = 0; at < available; at += PlainBlock.Size)
        {
            var block = new PlainBlock(padded[at..]);
            block.CopyTo(copy[at..]);
            var quotes = block.Quotes;
            var backslashes = block.Backslashes;
            var escaped = (backslashes << 1) | carry;
            var wrong = (escaped & ~quotes) | block.Unusual;
            var ends = quotes & ~escaped;
            carry = backslashes >> 63;
            if ((ends | wrong) == 0)
            {
                if (!TryAppend(quotes, at)) return false;
                continue;
            }

            var before = ends ^ (ends - 1);
            if ((wrong & before) != 0) return false;
            Length = at + BitOperations.TrailingZeroCount(ends);
            return TryAppend(quotes & (before >> 1), at) && Length < available;
        }

        return false;
    }

    private bool TryAppend(ulong quotes, int at)
    {
        var count = _count;
        if (count > _quotes.Length - Room) return false;
        var slots = _quotes.AsSpan(count, Room);
        _count = count + BitOperations.PopCount(quotes);
        for (var i = 0; quotes != 0; i++)
        {
            slots[i] = at + BitOperations.TrailingZeroCount(quotes);
            quotes &= quotes - 1;
        }

        return true;
    }
}
