using System.IO.Compression;
using System.Net;
using System.Net.Http;
using K4os.Compression.LZ4.Streams;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline.StarRocks.Transport;

/// <summary>
/// A load's body as the content of one request. Plain, its chunks are sent as they lie, with their length known beforehand. Compressed, they are compressed while they are
/// sent, anew for each request, and the request is chunked: nothing is kept beside the body.
/// </summary>
internal sealed class LoadContent(LoadBody body, LoadCompression compression) : HttpContent
{
    // Blocks that need no others, as StarRocks' own connectors send them.
    private static readonly LZ4EncoderSettings Lz4 = new() { BlockSize = 1 << 20, ChainBlocks = false, ContentChecksum = true };

    private volatile Task _sending = Task.CompletedTask;

    /// <summary>Ends when nothing reads the body any longer: a request that was abandoned may still be sending for a moment.</summary>
    public async Task WhenIdleAsync() => await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _sending = SendAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return compression == LoadCompression.None;
    }

    private async Task SendAsync(Stream stream, CancellationToken cancellation)
    {
        if (Compressed(stream) is not { } packed)
        {
            await WriteAsync(stream, cancellation).ConfigureAwait(false);
            return;
        }

        await using (packed.ConfigureAwait(false)) await WriteAsync(packed, cancellation).ConfigureAwait(false);
    }

    private async Task WriteAsync(Stream stream, CancellationToken cancellation)
    {
        foreach (var chunk in body.Chunks())
        {
            await stream.WriteAsync(chunk, cancellation).ConfigureAwait(false);
            CrashPoints.Reach(CrashPoint.DuringBody);
        }
    }

    private Stream? Compressed(Stream stream) => compression switch
    {
        LoadCompression.None => null,
        LoadCompression.Gzip => new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true),
        LoadCompression.Lz4 => LZ4Stream.Encode(stream, Lz4, leaveOpen: true),
        _ => throw new InvalidOperationException($"{compression} is not known"),
    };
}
