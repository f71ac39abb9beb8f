using System.Diagnostics;
using System.Runtime;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Hosting.Logging;
using KongAkka.Jobs.Journal;
using KongAkka.Service;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.Benchmarks;

/// <summary>An actor system with an actor that has a journal, set up as the service does it.</summary>
internal static class JournalRun
{
    /// <summary>Starts, recovers and persists once.</summary>
    /// <returns>Milliseconds since the process began, its CPU in ms and its memory in MiB.</returns>
    public static async Task<Dictionary<string, double>> StartAsync(JournalSettings? settings)
    {
        var began = Process.GetCurrentProcess().StartTime;
        double Now() => Math.Round((DateTime.Now - began).TotalMilliseconds);
        var main = Now();
        var system = await CreateAsync(settings);
        var created = Now();
        var writer = system.ActorOf(settings is null ? Props.Create(() => new SilentWriter()) : Props.Create(() => new JournalWriter()));
        var replayed = await writer.Ask<long>("recovered");
        var recovered = Now();
        await writer.Ask<long>(new[] { OldJournal.Planned(1) });
        var persisted = Now();
        var process = Process.GetCurrentProcess();
        var figures = new Dictionary<string, double>
        {
            ["main_ms"] = main,
            ["system_ms"] = created,
            ["recovered_ms"] = recovered,
            ["persisted_ms"] = persisted,
            ["replayed"] = replayed,
            ["compiled_methods"] = JitInfo.GetCompiledMethodCount(),
            ["cpu_ms"] = Math.Round(process.TotalProcessorTime.TotalMilliseconds),
            ["memory_mib"] = process.WorkingSet64 >> 20,
        };
        await system.Terminate();
        return figures;
    }

    /// <summary>Persists for a time, each write awaited.</summary>
    /// <returns>Writes a second and CPU in µs a write.</returns>
    public static async Task<Dictionary<string, double>> PersistAsync(JournalSettings settings, TimeSpan time, int together)
    {
        var system = await CreateAsync(settings);
        var writer = system.ActorOf(Props.Create(() => new JournalWriter()));
        await RunForAsync(writer, TimeSpan.FromSeconds(1), together);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var writes = await RunForAsync(writer, time, together);
        var elapsed = watch.Elapsed;
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        await system.Terminate();
        return new Dictionary<string, double>
        {
            ["events_a_write"] = together,
            ["writes_per_second"] = Math.Round(writes / elapsed.TotalSeconds),
            ["cpu_us_per_write"] = Math.Round(cpu.TotalMicroseconds / writes),
        };
    }

    private static async Task<int> RunForAsync(IActorRef writer, TimeSpan time, int together)
    {
        var writes = 0;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < time; writes++)
            await writer.Ask<long>(together == 1 ? [OldJournal.Planned(writes)] : new[] { OldJournal.Committed(writes), OldJournal.Planned(writes) });
        return writes;
    }

    /// <summary>An actor system as the service has it, on a journal or, without one, on Akka's in memory.</summary>
    public static async Task<ActorSystem> CreateAsync(JournalSettings? settings)
    {
        var config = AkkaSettings.For(LogLevel.Information);
        var loggers = new LoggerFactorySetup(NullLoggerFactory.Instance);
        if (settings is null) return ActorSystem.Create("bench", ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config), loggers));
        var journal = JournalPlugin.Of(settings);
        var opening = Task.Run(journal.Open);
        _ = opening.ContinueWith(_ => journal.Rehearse(), TaskScheduler.Default);
        var system = ActorSystem.Create("bench", ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config.WithFallback(journal.Config)), journal.Setup, loggers));
        await opening;
        return system;
    }
}
