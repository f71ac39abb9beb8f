namespace KongAkka.Pipeline.StarRocks.Transport;

/// <summary>
/// A connection for one request that may be answered before its body was sent. A final reply in place of <c>100 Continue</c>, or in the middle of the body,
/// ends the sending: what is still written goes nowhere, and the reply is read. Without this, .NET sends the whole body after a final reply below 300, and a
/// body of up to 1,024 bytes after any; and a server that closes the connection after its reply makes the reply be lost behind a failed write.
/// </summary>
internal sealed class EarlyReplyStream : Stream
{
    private readonly Stream _inner;
    private readonly ReplyHead _head = new();
    private volatile bool _isAnswered;

    public EarlyReplyStream(Stream inner) => _inner = inner;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (!_isAnswered && _head.IsFinal(buffer.Span[..read])) _isAnswered = true;
        return read;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isAnswered) return;
        try
        {
            await _inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The server has gone or does not want more; whether it left a reply is for the reading side to find out.
            _isAnswered = true;
        }
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (!_isAnswered) await _inner.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }
}
