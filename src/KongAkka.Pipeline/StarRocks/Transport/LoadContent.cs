using System.Net;
using System.Net.Http;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline.StarRocks.Transport;

/// <summary>A load's body as the content of one request: its chunks are sent as they lie, with their length known beforehand.</summary>
internal sealed class LoadContent : HttpContent
{
    private readonly LoadBody _body;
    private volatile Task _sending = Task.CompletedTask;

    public LoadContent(LoadBody body) => _body = body;

    /// <summary>Ends when nothing reads the body any longer: a request that was abandoned may still be sending for a moment.</summary>
    public async Task WhenIdleAsync() => await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _sending = SendAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    private async Task SendAsync(Stream stream, CancellationToken cancellation)
    {
        foreach (var chunk in _body.Chunks())
        {
            await stream.WriteAsync(chunk, cancellation).ConfigureAwait(false);
            CrashPoints.Reach(CrashPoint.DuringBody);
        }
    }
}
