using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace KongAkka.Sandbox.StarRocks.Http;

/// <summary>The FE's listeners for HTTP and the MySQL protocol, which go away and come back on their ports together. Thread-safe.</summary>
internal sealed class FrontendListener : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _disposed = new();
    private RequestDelegate? _handler;
    private Func<ConnectionContext, Task>? _queryHandler;
    private LoopbackServer? _server;
    private LoopbackServer? _queryServer;

    public int Port { get; private set; }

    /// <summary>The port of the MySQL protocol.</summary>
    public int QueryPort { get; private set; }

    public bool IsListening => _server is not null;

    /// <summary>Starts listening for the first time.</summary>
    /// <param name="ports">The ports for HTTP and for the MySQL protocol, or 0 for any free one.</param>
    /// <param name="handler">Answers HTTP's requests.</param>
    /// <param name="queryHandler">Serves a connection of the MySQL protocol.</param>
    public Task OpenAsync((int Http, int Query) ports, RequestDelegate handler, Func<ConnectionContext, Task> queryHandler)
    {
        (Port, QueryPort, _handler, _queryHandler) = (ports.Http, ports.Query, handler, queryHandler);
        return StartAsync();
    }

    /// <summary>Listens again on the ports it had; does nothing while it listens.</summary>
    /// <exception cref="IOException">Another process has taken a port.</exception>
    public async Task StartAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_disposed.IsCancellationRequested) return;
            _queryServer ??= await LoopbackServer.StartAsync(QueryPort, _queryHandler!);
            QueryPort = _queryServer.Port;
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
            if (Interlocked.Exchange(ref _queryServer, null) is { } queryServer) await queryServer.DisposeAsync();
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
