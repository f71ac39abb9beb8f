using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KongAkka.Parsing;

/// <summary>Sixty-four bytes, classified at once; bit <c>n</c> of a mask stands for byte <c>n</c>.</summary>
/// <param name="bytes">The bytes.</param>
internal readonly struct TextBlock(Vector512<byte> bytes)
{
    /// <summary>The bytes of a block.</summary>
    public const int Size = 64;

    private readonly Vector512<byte> _bytes = bytes;

    /// <summary>Where quotes are.</summary>
    public ulong Quotes => Equal((byte)'"');

    /// <summary>Where backslashes are.</summary>
    public ulong Backslashes => Equal((byte)'\\');

    /// <summary>Where control characters below U+0020 are.</summary>
    public ulong Controls
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.LessThan(_bytes, Vector512.Create((byte)' ')).ExtractMostSignificantBits();
    }

    /// <summary>Where control characters below U+0020 or bytes that are no ASCII are; one comparison.</summary>
    public ulong Unusual
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.LessThan(_bytes.AsSByte(), Vector512.Create((sbyte)' ')).ExtractMostSignificantBits();
    }

    /// <summary>Where a byte is.</summary>
    /// <param name="value">The byte.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Equal(byte value) => Vector512.Equals(_bytes, Vector512.Create(value)).ExtractMostSignificantBits();

    /// <summary>Stores the block.</summary>
    /// <param name="destination">The first of <see cref="Size"/> bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref byte destination) => _bytes.StoreUnsafe(ref destination);
}
