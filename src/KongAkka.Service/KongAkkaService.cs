using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Hosting.Logging;
using KongAkka.Jobs;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Telemetry;
using KongAkka.Pipeline.Consuming.Native;
using KongAkka.Service.Configuration;
using KongAkka.Service.Http;
using KongAkka.Service.Http.Management;
using KongAkka.Service.Http.Metrics;
using KongAkka.Service.Logging;
using Microsoft.Extensions.Logging;

namespace KongAkka.Service;

/// <summary>The running service: an actor system, the jobs in it, and the HTTP server over which they are looked at and changed. The one place where it is put together.</summary>
public sealed class KongAkkaService : IAsyncDisposable
{
    private readonly ActorSystem _system;
    private readonly AdminServer _admin;
    private readonly JobMeter _meter;
    private readonly TimeSpan _grace;
    private readonly IDisposable _trimming = NativeHeap.BeginTrimming();
    private Task? _stopped;

    private KongAkkaService(ActorSystem system, AdminServer admin, JobHost jobs, JobMeter meter, TimeSpan grace)
    {
        (_system, _admin, _meter, _grace) = (system, admin, meter, grace);
        Jobs = jobs;
    }

    /// <summary>Where it can be looked at and changed over HTTP.</summary>
    public Uri AdminAddress => _admin.Address;

    /// <summary>The jobs.</summary>
    public JobHost Jobs { get; }

    /// <summary>Starts the service and its jobs.</summary>
    /// <param name="configuration">What to run.</param>
    /// <param name="loggers">Where it logs, Akka's own messages too; stays the caller's.</param>
    /// <param name="cancellation">Gives the start up.</param>
    /// <returns>The running service.</returns>
    /// <exception cref="KongAkka.Pipeline.UnrecoverableException">The journal cannot be used, or the admin address is taken.</exception>
    public static Task<KongAkkaService> StartAsync(ServiceConfiguration configuration, ILoggerFactory loggers, CancellationToken cancellation = default) =>
        StartAsync(configuration, loggers, Config.Empty, cancellation);

    /// <summary>Starts the service with settings of Akka over its own, for tests.</summary>
    /// <param name="configuration">What to run.</param>
    /// <param name="loggers">Where it logs.</param>
    /// <param name="settings">The settings, as <see cref="AkkaSettings.Strict"/>.</param>
    /// <param name="cancellation">Gives the start up.</param>
    internal static Task<KongAkkaService> StartAsync(ServiceConfiguration configuration, ILoggerFactory loggers, Config settings, CancellationToken cancellation = default) =>
        Task.Run(() => StartSystemAsync(configuration, loggers, settings), cancellation);

    /// <summary>Stops the jobs within the configured grace and then the rest; a second call waits for the first.</summary>
    public Task StopAsync()
    {
        lock (_system) return _stopped ??= StopOnceAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();

    private static async Task<KongAkkaService> StartSystemAsync(ServiceConfiguration configuration, ILoggerFactory loggers, Config settings)
    {
        var log = loggers.CreateLogger<KongAkkaService>();
        foreach (var warning in configuration.Warnings) log.LogWarning("{Warning}", warning);
        var journal = JournalPlugin.Of(configuration.Journal);
        var opening = Task.Run(journal.Open);
        // A rehearsal that fails is followed by the real thing, which tells why.
        _ = opening.ContinueWith(_ => journal.Rehearse(), TaskContinuationOptions.OnlyOnRanToCompletion);
        var system = ActorSystem.Create("kongakka", ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(settings.WithFallback(AkkaSettings.For(configuration.LogLevel)).WithFallback(journal.Config)),
            journal.Setup,
            new LoggerFactorySetup(loggers)));
        var meter = new JobMeter(configuration.Jobs);
        try
        {
            await opening;
            var jobs = new JobsToCome();
            meter.Show(jobs);
            var levels = loggers is ILogLevels own ? new SystemLevels(own, system) : null;
            var admin = await AdminServer.StartAsync(new AdminParts(
                configuration.Admin, jobs, ServiceChecks.Of(system, journal, jobs), new MetricsReader(meter.Meter), levels, configuration.Effective, loggers.CreateLogger("admin")));
            log.LogInformation("admin address: {Address}", admin.Address);
            var host = JobHost.Start(system, configuration.Jobs, configuration.Journal.Retention, loggers, meter.Loads);
            jobs.Come(host);
            return new KongAkkaService(system, admin, host, meter, configuration.ShutdownGrace);
        }
        catch
        {
            meter.Dispose();
            await system.Terminate();
            throw;
        }
    }

    private async Task StopOnceAsync()
    {
        await Jobs.StopAsync(_grace);
        await _admin.DisposeAsync();
        _meter.Dispose();
        _trimming.Dispose();
        await _system.Terminate();
    }
}
