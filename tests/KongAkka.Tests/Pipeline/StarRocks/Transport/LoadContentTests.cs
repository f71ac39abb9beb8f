using System.IO.Compression;
using K4os.Compression.LZ4.Streams;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.StarRocks;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Tests.Pipeline.StarRocks.Transport;

public sealed class LoadContentTests
{
    [Theory]
    [InlineData(LoadCompression.None, 1)]
    [InlineData(LoadCompression.Gzip, 1)]
    [InlineData(LoadCompression.Lz4, 1)]
    [InlineData(LoadCompression.None, 3_000_000)]
    [InlineData(LoadCompression.Gzip, 3_000_000)]
    [InlineData(LoadCompression.Lz4, 3_000_000)]
    public async Task A_body_arrives_whole_and_is_the_same_when_it_is_sent_again(LoadCompression compression, int bytes)
    {
        using var body = Body(bytes);
        var (first, second) = (await SendAsync(body, compression), await SendAsync(body, compression));

        Assert.Equal(body.Chunks().SelectMany(chunk => chunk.ToArray()), Plain(first, compression));
        Assert.Equal(first, second);
        if (compression != LoadCompression.None && bytes > 1) Assert.True(first.Length < bytes / 2, $"{first.Length} bytes");
    }

    [Theory]
    [InlineData(LoadCompression.None, 7L)]
    [InlineData(LoadCompression.Gzip, null)]
    [InlineData(LoadCompression.Lz4, null)]
    public void A_length_is_promised_only_where_it_is_known_beforehand(LoadCompression compression, long? length)
    {
        using var body = Body(7);
        using var content = new LoadContent(body, compression);
        Assert.Equal(length, content.Headers.ContentLength);
    }

    [Theory]
    [InlineData(LoadCompression.Gzip)]
    [InlineData(LoadCompression.Lz4)]
    public async Task A_connection_that_breaks_in_the_middle_ends_the_sending(LoadCompression compression)
    {
        using var body = Body(3_000_000);
        using var content = new LoadContent(body, compression);
        await Assert.ThrowsAsync<HttpRequestException>(() => content.CopyToAsync(new BrokenStream()));
        await content.WhenIdleAsync();
    }

    private static LoadBody Body(int bytes)
    {
        var body = new LoadBody();
        for (var at = 0; at < bytes;)
        {
            var room = body.Reserve(1);
            var part = Math.Min(room.Length, bytes - at);
            for (var i = 0; i < part; i++) room[i] = (byte)((at + i) / 100 * 31);
            body.Advance(part);
            at += part;
        }

        return body;
    }

    private static async Task<byte[]> SendAsync(LoadBody body, LoadCompression compression)
    {
        using var content = new LoadContent(body, compression);
        using var sent = new MemoryStream();
        await content.CopyToAsync(sent);
        return sent.ToArray();
    }

    private static byte[] Plain(byte[] sent, LoadCompression compression)
    {
        using var source = new MemoryStream(sent);
        using Stream plain = compression switch
        {
            LoadCompression.Gzip => new GZipStream(source, CompressionMode.Decompress),
            LoadCompression.Lz4 => LZ4Stream.Decode(source),
            _ => source,
        };
        using var whole = new MemoryStream();
        plain.CopyTo(whole);
        return whole.ToArray();
    }

    private sealed class BrokenStream : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw new IOException("gone");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("gone");
    }
}
