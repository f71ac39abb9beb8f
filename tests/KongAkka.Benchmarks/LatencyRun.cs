using System.Collections.Concurrent;
using System.Diagnostics;
using KongAkka.Jobs;
using KongAkka.Service.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.Benchmarks;

/// <summary>How long a record takes from the call that produces it to a visible row, journaled as such.</summary>
internal static class LatencyRun
{
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);

    /// <summary>Runs a job while records are produced at a rate.</summary>
    /// <returns>Percentiles in ms over all records after a warm-up.</returns>
    public static async Task<Dictionary<string, double>> RunAsync(ServiceConfiguration configuration, int rate, int seconds)
    {
        var spec = configuration.Jobs[0];
        var system = await JournalRun.CreateAsync(configuration.Journal);
        var host = JobHost.Start(system, [spec], configuration.Journal.Retention, NullLoggerFactory.Instance);
        // The pause between two looks at the job, here and below.
        while (host.Jobs[0].State != JobState.Running) await Task.Delay(Look);
        var sent = new ConcurrentDictionary<int, ConcurrentQueue<(long Offset, long Ticks)>>();
        var produced = Task.Run(() => SteadyTraffic.ProduceAsync(spec.Source, rate, seconds, (partition, offset, began) => sent.GetOrAdd(partition, _ => new()).Enqueue((offset, began))));
        var latencies = new List<double>();
        var began = Stopwatch.GetTimestamp();
        while (!produced.IsCompleted || sent.Values.Any(q => !q.IsEmpty))
        {
            var positions = host.Jobs[0].Positions;
            var now = Stopwatch.GetTimestamp();
            foreach (var (partition, queue) in sent)
                while (queue.TryPeek(out var record) && positions.GetValueOrDefault(partition) > record.Offset && queue.TryDequeue(out _))
                    if (Stopwatch.GetElapsedTime(began, record.Ticks) > Warmup) latencies.Add(Stopwatch.GetElapsedTime(record.Ticks, now).TotalMilliseconds);
            await Task.Delay(Look);
        }

        await produced;
        await host.StopAsync(TimeSpan.FromSeconds(10));
        await system.Terminate();
        latencies.Sort();
        return new Dictionary<string, double>
        {
            ["records"] = latencies.Count,
            ["p50_ms"] = Math.Round(latencies[latencies.Count / 2]),
            ["p99_ms"] = Math.Round(latencies[latencies.Count * 99 / 100]),
            ["max_ms"] = Math.Round(latencies[^1]),
        };
    }
}
