using System.Numerics;

namespace KongAkka.Parsing.AccessLog;

/// <summary>Goes from quote to quote of a message. A copy goes its own way.</summary>
/// <param name="masks">For each block of the message a mask of its quotes; at least one block.</param>
internal ref struct QuoteWalk(ReadOnlySpan<ulong> masks)
{
    /// <summary>What comes behind the last quote: a place behind any other.</summary>
    public const int End = int.MaxValue;

    private readonly ReadOnlySpan<ulong> _masks = masks;
    private ulong _rest = masks[0];
    private int _block;

    /// <summary>The place of the next quote, or <see cref="End"/>.</summary>
    public int Next()
    {
        while (_rest == 0)
        {
            if (_block + 1 >= _masks.Length) return End;
            _rest = _masks[++_block];
        }

        var place = (_block * TextBlock.Size) + BitOperations.TrailingZeroCount(_rest);
        _rest &= _rest - 1;
        return place;
    }
}
