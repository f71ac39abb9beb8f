using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace KongAkka.Tests.Pipeline.StarRocks;

/// <summary>An HTTP server on a free loopback port that does to each connection what a script says, down to the byte. One request a connection.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public ScriptedServer(Func<Exchange, Task> script)
    {
        Script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Func<Exchange, Task> Script { get; set; }

    /// <summary>What it speaks TLS with; null: it speaks plain HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Every request whose head came in, in order.</summary>
    public ConcurrentQueue<Exchange> Requests { get; } = new();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url => new($"{(Certificate is null ? "http" : "https")}://127.0.0.1:{Port}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_connections).WaitAsync(TimeSpan.FromSeconds(10));
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            _connections.Add(ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var exchange = await Exchange.ReadHeadAsync(client, await SecureAsync(client.GetStream()));
                if (exchange is null) return;
                Requests.Enqueue(exchange);
                await Script(exchange);
                await exchange.DrainAsync();
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or AuthenticationException)
            {
                // The client has gone.
            }
        }
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        if (Certificate is null) return stream;
        var secured = new SslStream(stream);
        await secured.AuthenticateAsServerAsync(Certificate);
        return secured;
    }
}
