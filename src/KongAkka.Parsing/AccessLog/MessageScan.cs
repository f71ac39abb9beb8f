using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KongAkka.Parsing.AccessLog;

/// <summary>
/// One pass over the encoded message of a record: copies it, finds its end and where its quotes are. All the rule's patterns begin or end at a quote.
/// </summary>
internal sealed class MessageScan
{
    private ulong[] _quotes = new ulong[128];
    private int _blocks;

    /// <summary>The bytes of the encoded message.</summary>
    public int Length { get; private set; }

    /// <summary>How many quotes the message has.</summary>
    public int QuoteCount { get; private set; }

    /// <summary>Whether the message has bytes that are no ASCII, of UTF-8 or not.</summary>
    public bool HasNonAscii { get; private set; }

    /// <summary>For each block of the message a mask of its quotes, each behind its backslash.</summary>
    public ReadOnlySpan<ulong> Quotes => _quotes.AsSpan(0, _blocks);

    /// <summary>Scans a message. False where it is not plain: escapes other than <c>\"</c>, control characters, no end.</summary>
    /// <param name="text">The message's first byte and all that follows it.</param>
    /// <param name="copy">Room for the text and a block more; holds the encoded message afterwards.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryScan(PaddedText text, Span<byte> copy)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(copy.Length, text.Length + TextBlock.Size);
        ref var target = ref MemoryMarshal.GetReference(copy);
        var masks = MasksFor(text.Length);
        var carry = 0UL;
        var count = 0;
        HasNonAscii = false;
        for (int at = 0, block = 0; at < text.Length; at += TextBlock.Size, block++)
        {
            var bytes = text.Block(at);
            bytes.Store(ref Unsafe.Add(ref target, at));
            var quotes = bytes.Quotes;
            var backslashes = bytes.Backslashes;
            var escaped = (backslashes << 1) | carry;
            var ends = quotes & ~escaped;
            var wrong = escaped & ~quotes;
            carry = backslashes >> 63;
            if ((ends | wrong | bytes.Unusual) == 0)
            {
                masks[block] = quotes;
                count += BitOperations.PopCount(quotes);
                continue;
            }

            var upToEnd = ends ^ (ends - 1);
            if (((wrong | bytes.Controls) & upToEnd) != 0) return false;
            HasNonAscii |= (bytes.Unusual & upToEnd) != 0;
            masks[block] = ends == 0 ? quotes : quotes & (upToEnd >> 1);
            count += BitOperations.PopCount(masks[block]);
            if (ends == 0) continue;
            _blocks = block + 1;
            QuoteCount = count;
            Length = at + BitOperations.TrailingZeroCount(ends);
            return Length < text.Length;
        }

        return false;
    }

    private ulong[] MasksFor(int length)
    {
        var blocks = (length / TextBlock.Size) + 1;
        if (blocks > _quotes.Length) _quotes = new ulong[Math.Max(blocks, _quotes.Length * 2)];
        return _quotes;
    }
}
