using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>Writes the server's payloads. Serves one connection.</summary>
internal sealed class PacketWriter(PipeWriter output)
{
    private const int UnsentBytes = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _payload = new(1024);
    private byte _sequence;

    /// <summary>Whether so much is written that it should be sent.</summary>
    public bool IsFull => output.UnflushedBytes >= UnsentBytes;

    /// <summary>Begins the answer to a packet of the client.</summary>
    /// <param name="sequence">That packet's number.</param>
    public void Answer(byte sequence) => _sequence = (byte)(sequence + 1);

    public PacketWriter Byte(byte value)
    {
        _payload.GetSpan(1)[0] = value;
        _payload.Advance(1);
        return this;
    }

    public PacketWriter Short(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_payload.GetSpan(2), value);
        _payload.Advance(2);
        return this;
    }

    public PacketWriter Int(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_payload.GetSpan(4), value);
        _payload.Advance(4);
        return this;
    }

    public PacketWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        _payload.Write(bytes);
        return this;
    }

    public PacketWriter Text(string text)
    {
        Encoding.UTF8.GetBytes(text, _payload);
        return this;
    }

    public PacketWriter TextAndZero(string text) => Text(text).Byte(0);

    /// <summary>A length-encoded integer.</summary>
    public PacketWriter Length(long value)
    {
        switch (value)
        {
            case < 251:
                return Byte((byte)value);
            case <= ushort.MaxValue:
                return Byte(0xFC).Short((ushort)value);
            case <= PacketReader.FullPacket:
                return Byte(0xFD).Short((ushort)value).Byte((byte)(value >> 16));
            default:
                return Byte(0xFE).Int((uint)value).Int((uint)(value >> 32));
        }
    }

    /// <summary>A text with its length before it.</summary>
    public PacketWriter LengthAndText(string text) => Length(Encoding.UTF8.GetByteCount(text)).Text(text);

    /// <summary>Ends the payload.</summary>
    public void End()
    {
        var left = _payload.WrittenSpan;
        int length;
        do
        {
            length = Math.Min(left.Length, PacketReader.FullPacket);
            output.Write<byte>([(byte)length, (byte)(length >> 8), (byte)(length >> 16), _sequence++]);
            output.Write(left[..length]);
            left = left[length..];
        }
        while (length == PacketReader.FullPacket);
        _payload.ResetWrittenCount();
    }

    /// <summary>Forgets what was written of a payload that has not ended.</summary>
    public void Discard() => _payload.ResetWrittenCount();

    /// <summary>Success.</summary>
    /// <param name="rows">The rows that it changed.</param>
    /// <param name="warnings">How many warnings there are.</param>
    /// <param name="info">What else there is to say.</param>
    public void Ok(long rows = 0, int warnings = 0, string info = "")
    {
        Byte(0).Length(rows).Length(0).Short(MysqlStatus.Autocommit).Short((ushort)Math.Min(warnings, ushort.MaxValue));
        if (info.Length > 0) LengthAndText(info);
        End();
    }

    /// <summary>Failure.</summary>
    public void Error(MysqlError error) => Byte(0xFF).Short(error.Number).Text("#").Text(error.State).Text(error.Text).End();

    /// <summary>The end of the columns or the rows of a result.</summary>
    public void EndOfPart() => Byte(0xFE).Short(0).Short(MysqlStatus.Autocommit).End();

    /// <summary>Sends the first half of a payload of a success, as a server does that dies.</summary>
    public async Task BreakAsync()
    {
        output.Write<byte>([7, 0, 0, _sequence, 0]);
        await output.FlushAsync();
    }

    public async ValueTask SendAsync() => await output.FlushAsync();
}
