using System.Buffers;
using System.IO.Compression;
using K4os.Compression.LZ4.Streams;
using ZstdSharp;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>Feeds a body to a <see cref="RowReader"/> piece by piece; only a row that is longer than a piece makes the buffer grow.</summary>
internal static class BodyReader
{
    private const int PieceBytes = 512 * 1024;
    private const int MostRowBytes = 256 << 20;

    // Without it a gzip body that is cut short would pass for a whole one.
    static BodyReader() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", isEnabled: true);

    /// <summary>Reads a body to its end.</summary>
    /// <param name="body">The body as it arrives.</param>
    /// <param name="compression">How it is compressed.</param>
    /// <param name="rows">Where its rows go.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <returns>The bytes read, after decompression.</returns>
    /// <exception cref="LoadRefusedException">The body cannot be read.</exception>
    public static async Task<long> ReadAsync(Stream body, BodyCompression compression, RowReader rows, CancellationToken stop)
    {
        await using var plain = Decompressed(body, compression);
        var source = plain ?? body;
        var buffer = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            var (filled, total) = (0, 0L);
            while (true)
            {
                var read = await ReadPieceAsync(source, buffer.AsMemory(filled), stop);
                (filled, total) = (filled + read, total + read);
                var consumed = rows.Read(buffer.AsSpan(0, filled), isLast: read == 0);
                if (read == 0) return total;
                buffer.AsSpan(consumed, filled - consumed).CopyTo(buffer);
                filled -= consumed;
                if (filled == buffer.Length) buffer = Grown(buffer);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<int> ReadPieceAsync(Stream source, Memory<byte> room, CancellationToken stop)
    {
        try
        {
            return await source.ReadAtLeastAsync(room, Math.Min(room.Length, PieceBytes / 2), throwOnEndOfStream: false, stop);
        }
        catch (Exception e) when (e is EndOfStreamException or not (IOException or OperationCanceledException))
        {
            throw new LoadRefusedException($"Failed to decompress the body: {e.Message}", e);
        }
    }

    private static Stream? Decompressed(Stream body, BodyCompression compression) => compression switch
    {
        BodyCompression.Gzip => new GZipStream(body, CompressionMode.Decompress, leaveOpen: true),
        BodyCompression.Lz4Frame => LZ4Stream.Decode(body, leaveOpen: true),
        BodyCompression.Zstd => new DecompressionStream(body, leaveOpen: true),
        _ => null,
    };

    private static byte[] Grown(byte[] buffer)
    {
        if (buffer.Length >= MostRowBytes) throw new LoadRefusedException($"a row is longer than {MostRowBytes} bytes");
        var grown = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(grown, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return grown;
    }
}
