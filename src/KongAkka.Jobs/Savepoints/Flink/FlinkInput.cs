using System.Buffers.Binary;
using System.Text;

namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>Reads what Java's <c>DataOutputStream</c> wrote. Every length is checked against what is left before anything is made of it.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="ended">Says that there are fewer than there should be.</param>
/// <param name="faults">Says what else is wrong.</param>
internal sealed class FlinkInput(ReadOnlyMemory<byte> bytes, Func<SavepointException> ended, FlinkFaults faults)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>How many bytes were read.</summary>
    public int Position { get; private set; }

    /// <summary>How many bytes are left.</summary>
    public int Remaining => bytes.Length - Position;

    /// <summary>The next byte.</summary>
    public byte ReadByte() => Read(1).Span[0];

    /// <summary>The next 2 bytes as a number without a sign.</summary>
    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Read(sizeof(ushort)).Span);

    /// <summary>The next 4 bytes as a number.</summary>
    public int ReadInt32() => BinaryPrimitives.ReadInt32BigEndian(Read(sizeof(int)).Span);

    /// <summary>The next 8 bytes as a number.</summary>
    public long ReadInt64() => BinaryPrimitives.ReadInt64BigEndian(Read(sizeof(long)).Span);

    /// <summary>The next byte as yes or no.</summary>
    /// <param name="what">What it says.</param>
    public bool ReadBoolean(string what) => ReadByte() switch
    {
        0 => false,
        1 => true,
        var other => throw faults.Damaged($"{what} is {other}, neither yes nor no"),
    };

    /// <summary>The next bytes, after their number.</summary>
    /// <param name="what">What they are.</param>
    public ReadOnlyMemory<byte> ReadBytes(string what) => Read(ReadCount(what, leastBytes: 1));

    /// <summary>A number of things that follow.</summary>
    /// <param name="what">What things.</param>
    /// <param name="leastBytes">The fewest bytes that one has.</param>
    public int ReadCount(string what, int leastBytes)
    {
        var count = ReadInt32();
        if (count < 0) throw faults.Damaged($"the number of {what} is {count}");
        return (long)count * leastBytes <= Remaining ? count : throw ended();
    }

    /// <summary>Text as <c>writeUTF</c> writes it; what differs from UTF-8 in it, NUL and characters beyond 16 bits, is in no name that Flink's job has.</summary>
    /// <param name="what">What it is.</param>
    public string ReadUtf(string what)
    {
        var text = Read(ReadUInt16()).Span;
        try
        {
            return Strict.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            throw faults.Damaged($"{what} is no text");
        }
    }

    private ReadOnlyMemory<byte> Read(int count)
    {
        if (count > Remaining) throw ended();
        var read = bytes.Slice(Position, count);
        Position += count;
        return read;
    }
}
