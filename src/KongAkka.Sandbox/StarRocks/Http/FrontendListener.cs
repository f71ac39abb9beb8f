using Microsoft.AspNetCore.Http;

namespace KongAkka.Sandbox.StarRocks.Http;

/// <summary>The FE's listener, which goes away and comes back on its port. Thread-safe.</summary>
internal sealed class FrontendListener : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _disposed = new();
    private RequestDelegate? _handler;
    private LoopbackServer? _server;

    public int Port { get; private set; }

    public bool IsListening => _server is not null;

    /// <summary>Starts listening for the first time.</summary>
    /// <param name="port">The port, or 0 for any free one.</param>
    /// <param name="handler">Answers the requests.</param>
    public Task OpenAsync(int port, RequestDelegate handler)
    {
        (Port, _handler) = (port, handler);
        return StartAsync();
    }

    /// <summary>Listens again on the port it had; does nothing while it listens.</summary>
    /// <exception cref="IOException">Another process has taken the port.</exception>
    public async Task StartAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_disposed.IsCancellationRequested) return;
            _server ??= await LoopbackServer.StartAsync(Port, _handler!);
            Port = _server.Port;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Refuses connections and closes open ones.</summary>
    public async Task StopAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (Interlocked.Exchange(ref _server, null) is { } server) await server.DisposeAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Listens again after a time.</summary>
    public async Task StartAfterAsync(TimeSpan time)
    {
        await Task.Delay(time, _disposed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_disposed.IsCancellationRequested) await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        await StopAsync();
    }
}
