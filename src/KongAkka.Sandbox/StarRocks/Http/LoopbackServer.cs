using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KongAkka.Sandbox.StarRocks.Http;

/// <summary>One listener on 127.0.0.1, without logging, limits, or anything taken from the environment.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app, int port) => (_app, Port) = (app, port);

    public int Port { get; }

    /// <summary>Starts listening for HTTP/1.1.</summary>
    /// <param name="port">The port, or 0 for any free one.</param>
    /// <param name="handler">Answers the requests.</param>
    public static Task<LoopbackServer> StartAsync(int port, RequestDelegate handler) => StartAsync(port, _ => { }, handler);

    /// <summary>Starts listening for another protocol.</summary>
    /// <param name="port">The port, or 0 for any free one.</param>
    /// <param name="handler">Serves a connection until it ends.</param>
    public static Task<LoopbackServer> StartAsync(int port, Func<ConnectionContext, Task> handler) =>
        StartAsync(port, listen => listen.Run(handler), _ => Task.CompletedTask);

    private static async Task<LoopbackServer> StartAsync(int port, Action<ListenOptions> configure, RequestDelegate handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, UnattendedLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowAlternateSchemes = true;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MaxRequestHeadersTotalSize = 1 << 20;
            kestrel.Listen(IPAddress.Loopback, port, configure);
        });
        var app = builder.Build();
        app.Run(handler);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new LoopbackServer(app, new Uri(address).Port);
    }

    /// <summary>Stops at once: open connections are closed, requests are told by their <see cref="HttpContext.RequestAborted"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
