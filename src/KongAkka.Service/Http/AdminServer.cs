using System.Net;
using System.Net.Sockets;
using KongAkka.Pipeline;
using KongAkka.Service.Configuration;
using KongAkka.Service.Http.Control;
using KongAkka.Service.Http.Flink;
using KongAkka.Service.Http.Management;
using KongAkka.Service.Http.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KongAkka.Service.Http;

/// <summary>The HTTP server of those who look at the service and change it. It takes nothing from the environment.</summary>
internal sealed class AdminServer : IAsyncDisposable
{
    private const int MaxConnections = 256;
    private readonly WebApplication _app;
    private readonly MetricsReader _metrics;

    private AdminServer(WebApplication app, MetricsReader metrics, Uri address) => (_app, _metrics, Address) = (app, metrics, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts it.</summary>
    /// <param name="parts">What it shows and changes.</param>
    /// <exception cref="UnrecoverableException">It cannot listen there.</exception>
    public static async Task<AdminServer> StartAsync(AdminParts parts)
    {
        var app = Build(parts);
        try
        {
            await app.StartAsync();
        }
        catch (Exception e)
        {
            await app.DisposeAsync();
            if (e is IOException or SocketException) throw CannotListen(parts.Settings, e);
            throw;
        }

        return new AdminServer(app, parts.Metrics, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));
    }

    /// <summary>Stops at once; open connections are closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _metrics.Dispose();
    }

    private static WebApplication Build(AdminParts parts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, UnattendedLifetime>();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        if (parts.Settings.Certificate is not null) builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, parts.Settings));
        var app = builder.Build();
        var (errors, gate) = (new ErrorAnswers(parts.Logger), new ChangeGate(parts.Settings, parts.Logger));
        app.Use((context, next) => errors.PassAsync(context, next));
        app.UseRouting();
        app.Use((context, next) => gate.PassAsync(context, next));
        app.Use((context, next) => context.GetEndpoint() is null
            ? Answer.ErrorAsync(context, StatusCodes.Status404NotFound, $"Unable to load requested file {context.Request.Path}.")
            : next(context));
        var disposals = new FlinkDisposals(parts.Jobs);
        foreach (var prefix in new[] { "", "/v1" }) new FlinkRoutes(parts.Jobs, disposals, parts.Settings).AddTo(app.MapGroup(prefix));
        new ManagementRoutes(parts.Health).AddTo(app);
        new MetricsRoutes(parts.Metrics).AddTo(app);
        new ControlRoutes(parts.Jobs, parts.Levels, parts.Configuration).AddTo(app);
        return app;
    }

    private static void Configure(KestrelServerOptions kestrel, AdminSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = RequestBody.MaxBytes;
        kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        kestrel.Listen(settings.BindAddress, settings.Port, listener =>
        {
            if (AdminTls.Load(settings) is { } tls) listener.UseHttps(tls);
        });
    }

    private static UnrecoverableException CannotListen(AdminSettings settings, Exception cause)
    {
        var address = new IPEndPoint(settings.BindAddress, settings.Port);
        var error = (cause as SocketException ?? cause.GetBaseException() as SocketException)?.SocketErrorCode;
        return error switch
        {
            SocketError.AddressAlreadyInUse => new($"admin.port: {address} is taken by another process.", "Set admin.port to another one, or to 0 for any free one.", cause),
            SocketError.AddressNotAvailable => new($"admin.bind-address: {settings.BindAddress} is no address of this machine.", "Set admin.bind-address to one that is.", cause),
            SocketError.AccessDenied => new($"admin.port: this user may not listen at {address}.", "Set admin.port to one from 1024 on.", cause),
            _ => new($"admin: the service cannot listen at {address}: {cause.Message}", "Check admin.bind-address and admin.port.", cause),
        };
    }
}
