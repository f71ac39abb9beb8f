using System.Buffers.Binary;
using System.Numerics;

namespace KongAkka.Sandbox.Traffic;

/// <summary>
/// Makes 64 bits of a sequence of values, so that millions of rows can be remembered in a few bytes each. Equal values give equal bits in every process.
/// </summary>
internal struct Fingerprint
{
    private const ulong NullMark = 0xA5A5_0000_FFFF_5A5A;
    private ulong _state;

    /// <summary>The 64 bits of all values added so far.</summary>
    public readonly ulong Value
    {
        get
        {
            var mixed = (_state ^ (_state >> 33)) * 0xFF51AFD7ED558CCD;
            mixed = (mixed ^ (mixed >> 33)) * 0xC4CEB9FE1A85EC53;
            return mixed ^ (mixed >> 33);
        }
    }

    /// <summary>Adds SQL's NULL.</summary>
    public void AddNull() => Mix(NullMark);

    /// <summary>Adds a number.</summary>
    public void Add(long value) => Mix((ulong)value);

    /// <summary>Adds a text; its length counts too, so that no two sequences of texts look alike.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        Mix((ulong)text.Length);
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..]) Mix(BinaryPrimitives.ReadUInt64LittleEndian(text));
        ulong rest = 0;
        foreach (var unit in text) rest = (rest << 8) | unit;
        Mix(rest);
    }

    private void Mix(ulong value) => _state = BitOperations.RotateLeft((_state ^ value) * 0x9E3779B97F4A7C15, 29);
}
