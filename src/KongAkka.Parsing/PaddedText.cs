using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KongAkka.Parsing;

/// <summary>
/// A text with <see cref="RecordValues.Padding"/> readable bytes behind it, so that a vector can be loaded at any of its bytes. Debug builds check every place; release
/// builds trust the caller, which is what makes the fast way fast: places must lie in the text or right behind it.
/// </summary>
internal readonly ref struct PaddedText
{
    private readonly ReadOnlySpan<byte> _padded;

    /// <summary>Makes a text.</summary>
    /// <param name="padded">The text and its padding.</param>
    public PaddedText(ReadOnlySpan<byte> padded)
    {
        Debug.Assert(padded.Length >= RecordValues.Padding);
        _padded = padded;
    }

    /// <summary>The bytes of the text, without padding.</summary>
    public int Length => _padded.Length - RecordValues.Padding;

    /// <summary>The byte at a place.</summary>
    /// <param name="at">The place.</param>
    public byte this[int at] => ByteAt(at, 1);

    /// <summary>The bytes of the text, without padding.</summary>
    public ReadOnlySpan<byte> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _padded[..Length];
    }

    /// <summary>The text from a place on.</summary>
    /// <param name="start">The place.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PaddedText From(int start) => new(_padded[start..]);

    /// <summary>Eight bytes, the first one lowest.</summary>
    /// <param name="at">The place of the first.</param>
    public ulong Word(int at)
    {
        var word = Unsafe.ReadUnaligned<ulong>(ref ByteAt(at, sizeof(ulong)));
        return BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);
    }

    /// <summary>Sixteen bytes.</summary>
    /// <param name="at">The place of the first.</param>
    public Vector128<byte> Sixteen(int at) => Vector128.LoadUnsafe(ref ByteAt(at, 16));

    /// <summary>Thirty-two bytes.</summary>
    /// <param name="at">The place of the first.</param>
    public Vector256<byte> ThirtyTwo(int at) => Vector256.LoadUnsafe(ref ByteAt(at, 32));

    /// <summary>Sixty-four bytes.</summary>
    /// <param name="at">The place of the first.</param>
    public TextBlock Block(int at) => new(Vector512.LoadUnsafe(ref ByteAt(at, TextBlock.Size)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte ByteAt(int at, int count)
    {
        Debug.Assert(at >= 0 && at + count <= _padded.Length);
        return ref Unsafe.Add(ref MemoryMarshal.GetReference(_padded), at);
    }
}
