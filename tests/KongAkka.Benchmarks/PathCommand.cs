using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using KongAkka.Jobs;
using KongAkka.Service.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.Benchmarks;

/// <summary>
/// <c>path CONFIG [--memory]</c> runs the one bounded job of a configuration to its end, on its journal or on one in memory, and prints what it cost.
/// <c>latency CONFIG RATE SECONDS</c> runs the one unbounded job of a configuration while records are produced, and prints how long each took to be visible.
/// <c>savepoint CONFIG RATE SECONDS</c> does the same and prints how long savepoints took.
/// </summary>
internal static class PathCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["path", var file, .. var rest] when rest is [] or ["--memory"]:
                return Print(await RunToEndAsync(ServiceConfiguration.Load(file, []), rest is []));
            case ["latency", var file, var rate, var seconds] when int.TryParse(rate, CultureInfo.InvariantCulture, out var perSecond) && int.TryParse(seconds, CultureInfo.InvariantCulture, out var time):
                return Print(await LatencyRun.RunAsync(ServiceConfiguration.Load(file, []), perSecond, time));
            case ["savepoint", var file, var rate, var seconds] when int.TryParse(rate, CultureInfo.InvariantCulture, out var perSecond) && int.TryParse(seconds, CultureInfo.InvariantCulture, out var time):
                return Print(await SavepointRun.RunAsync(ServiceConfiguration.Load(file, []), perSecond, time));
            default:
                await Console.Error.WriteLineAsync("usage: path CONFIG [--memory] | latency CONFIG RATE SECONDS | savepoint CONFIG RATE SECONDS");
                return 2;
        }
    }

    private static async Task<Dictionary<string, double>> RunToEndAsync(ServiceConfiguration configuration, bool isJournaled)
    {
        var watch = Stopwatch.StartNew();
        var system = await JournalRun.CreateAsync(isJournaled ? configuration.Journal : null);
        var host = JobHost.Start(system, configuration.Jobs, configuration.Journal.Retention, NullLoggerFactory.Instance);
        await host.Ended;
        var job = host.Jobs[0];
        if (job.State != JobState.Finished) throw new InvalidOperationException($"{job.State}: {job.Failure}");
        await system.Terminate();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
        return new Dictionary<string, double>
        {
            ["records"] = job.Counters.Records,
            ["loads"] = job.Counters.Loads,
            ["seconds"] = Math.Round(watch.Elapsed.TotalSeconds, 2),
            ["cpu_seconds"] = Math.Round(cpu, 2),
            ["records_per_cpu_second"] = Math.Round(job.Counters.Records / cpu),
        };
    }

    private static int Print(Dictionary<string, double> figures)
    {
        Console.WriteLine(JsonSerializer.Serialize(figures));
        return 0;
    }
}
