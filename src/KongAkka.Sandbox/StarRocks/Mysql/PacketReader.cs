using System.Buffers;
using System.IO.Pipelines;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>Reads the client's payloads, each from one packet or, from 16 MiB on, from several. Serves one connection.</summary>
internal sealed class PacketReader(PipeReader input) : IDisposable
{
    /// <summary>The most bytes of a payload: <c>max_allowed_packet</c>.</summary>
    public const int MostBytes = 33_554_432;

    /// <summary>The most bytes of a packet; one that is full is followed by another.</summary>
    public const int FullPacket = 0xFF_FFFF;

    private const int HeaderBytes = 4;

    private byte[] _payload = ArrayPool<byte>.Shared.Rent(4096);

    /// <summary>The number of the last packet.</summary>
    public byte Sequence { get; private set; }

    /// <summary>Reads a payload; it lies in memory until the next one is read.</summary>
    /// <returns>The payload; null when the client went away.</returns>
    /// <exception cref="MysqlRefusedException">The payload is larger than <see cref="MostBytes"/>; it was passed over.</exception>
    public async Task<Memory<byte>?> ReadAsync(CancellationToken stop)
    {
        for (var total = 0L; ;)
        {
            if (await ReadHeaderAsync(stop) is not { } length) return null;
            var isKept = total + length <= MostBytes;
            if (isKept) Grow((int)total, length);
            if (!await ReadBodyAsync(isKept ? _payload.AsMemory((int)total, length) : default, length, stop)) return null;
            total += length;
            if (length == FullPacket) continue;
            return total <= MostBytes ? _payload.AsMemory(0, (int)total) : throw new MysqlRefusedException(MysqlError.PacketTooLarge);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_payload);

    private async ValueTask<int?> ReadHeaderAsync(CancellationToken stop)
    {
        var read = await input.ReadAtLeastAsync(HeaderBytes, stop);
        if (read.Buffer.Length < HeaderBytes) return null;
        var header = ReadHeader(read.Buffer);
        input.AdvanceTo(read.Buffer.GetPosition(HeaderBytes));
        return header;
    }

    private int ReadHeader(ReadOnlySequence<byte> buffer)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        buffer.Slice(0, HeaderBytes).CopyTo(header);
        Sequence = header[3];
        return header[0] | (header[1] << 8) | (header[2] << 16);
    }

    /// <returns>False when the client went away before the end.</returns>
    private async ValueTask<bool> ReadBodyAsync(Memory<byte> into, int length, CancellationToken stop)
    {
        for (var done = 0; done < length;)
        {
            var read = await input.ReadAsync(stop);
            var part = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, length - done));
            if (!into.IsEmpty) part.CopyTo(into.Span[done..]);
            done += (int)part.Length;
            input.AdvanceTo(part.End);
            if (read.IsCompleted && part.IsEmpty) return false;
        }

        return true;
    }

    private void Grow(int kept, int more)
    {
        if (kept + more <= _payload.Length) return;
        var larger = ArrayPool<byte>.Shared.Rent(kept + more);
        _payload.AsSpan(0, kept).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_payload);
        _payload = larger;
    }
}
