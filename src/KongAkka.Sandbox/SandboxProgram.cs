using KongAkka.Pipeline;
using KongAkka.Sandbox.Chaos;
using KongAkka.Sandbox.Progress;
using KongAkka.Sandbox.Running;
using KongAkka.Sandbox.Traffic;
using KongAkka.Service;
using KongAkka.Service.Configuration;
using KongAkka.Service.Logging;
using Spectre.Console;

namespace KongAkka.Sandbox;

/// <summary>What the sandbox does with its options. Things are taken down in the reverse of the order in which they were started.</summary>
internal static class SandboxProgram
{
    /// <summary>Runs until the time is over or a signal comes.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(SandboxOptions options)
    {
        try
        {
            using var folder = DataFolder.Open(options.Data);
            using var signals = new StopSignals(folder.Dispose);
            await using var servers = await SandboxServers.StartAsync(options, folder);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Token);
            if (options.ServersOnly) return await ServeAsync(servers, options, stop);
            return options.Chaos ? await KillAsync(servers, folder, options, stop) : await LoadAsync(servers, folder, options, stop);
        }
        catch (SandboxException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return e.ExitCode;
        }
        catch (ConfigurationException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.WrongCall;
        }
        catch (UnrecoverableException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Failed;
        }
    }

    private static async Task<int> ServeAsync(SandboxServers servers, SandboxOptions options, CancellationTokenSource stop)
    {
        Console.WriteLine(servers.AddressesAsJson());
        await Console.Out.FlushAsync();
        EndAfter(options.Seconds, stop);
        await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCodes.Ok;
    }

    private static async Task<int> LoadAsync(SandboxServers servers, DataFolder folder, SandboxOptions options, CancellationTokenSource stop)
    {
        // On a terminal the log would run into the live view: there it says only what needs attention.
        var isTerminal = !Console.IsOutputRedirected;
        var configuration = SandboxJob.Configure(servers, folder, [$"admin.port={options.AdminPort}", .. isTerminal ? ["log-level=warn"] : Array.Empty<string>()]);
        using var loggers = ServiceLogging.Create(configuration.LogLevel);
        await using var service = await KongAkkaService.StartAsync(configuration, loggers);
        var plan = DrawPlan(options);
        WriteStart(servers, folder, service, plan);
        EndAfter(options.Seconds, stop);
        IProgressView view = isTerminal ? new LiveProgress(AnsiConsole.Console, TimeProvider.System) : new PlainProgress(Console.Out, TimeProvider.System);
        var report = await new SandboxRun(servers, plan, Console.Out, view).RunAsync(service, stop.Token);
        return report.IsExact ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static async Task<int> KillAsync(SandboxServers servers, DataFolder folder, SandboxOptions options, CancellationTokenSource stop)
    {
        var plan = DrawPlan(options);
        // The service is another process each time, at another address.
        WriteStart(servers, folder, service: null, plan);
        EndAfter(options.Seconds, stop);
        var report = await new ChaosRun(servers, folder, plan, Console.Out).RunAsync(stop.Token);
        return report.IsExact ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static TrafficPlan DrawPlan(SandboxOptions options) =>
        new(Random.Shared.Next(), (ulong)Random.Shared.NextInt64(), DateTimeOffset.UtcNow, options.Rate);

    private static void EndAfter(int? seconds, CancellationTokenSource stop)
    {
        if (seconds is { } given) stop.CancelAfter(TimeSpan.FromSeconds(given));
    }

    private static void WriteStart(SandboxServers servers, DataFolder folder, KongAkkaService? service, TrafficPlan plan)
    {
        Console.WriteLine($"Kafka      {servers.Kafka.BootstrapServers}  topic {SandboxServers.Topic}, {SandboxServers.Partitions} partitions");
        var starRocks = SandboxServers.Address(servers.StarRocks.LoadUrl);
        Console.WriteLine($"StarRocks  {starRocks}  table {SandboxJob.Database}.{SandboxJob.Table}, user root without a password");
        if (service is not null) Console.WriteLine($"admin      {SandboxServers.Address(service.AdminAddress)}  the service over HTTP: kongakka job list --admin URL");
        Console.WriteLine($"data       {folder.Path}");
        Console.WriteLine($"traffic    {plan.Rate} records a second, seed {plan.Seed}; Ctrl+C ends it and proves the table");
    }
}
