using System.Diagnostics;
using KongAkka.Jobs;
using KongAkka.Jobs.Savepoints;
using KongAkka.Service.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.Benchmarks;

/// <summary>How long a savepoint of a running job takes, from its trigger and from the moment when the loads that were open then are through, while records are produced.</summary>
internal static class SavepointRun
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);

    /// <summary>Runs a job while records are produced at a rate, and takes one savepoint after another.</summary>
    /// <returns>Percentiles in ms.</returns>
    public static async Task<Dictionary<string, double>> RunAsync(ServiceConfiguration configuration, int rate, int seconds)
    {
        var spec = configuration.Jobs[0];
        var system = await JournalRun.CreateAsync(configuration.Journal);
        var host = JobHost.Start(system, [spec], configuration.Journal.Retention, NullLoggerFactory.Instance);
        // The pause between two looks at the job, here and below.
        while (host.Jobs[0].State != JobState.Running) await Task.Delay(Look);
        var produced = Task.Run(() => SteadyTraffic.ProduceAsync(spec.Source, rate, seconds, (_, _, _) => { }));
        // What compiles at the first loads is not what is measured.
        await Task.Delay(TimeSpan.FromSeconds(5));
        List<double> whole = [], after = [];
        for (var i = 0; !produced.IsCompleted; i++)
        {
            var (fromTrigger, fromLoads) = await TakeAsync(host, spec.Name);
            if (i == 0) continue;
            whole.Add(fromTrigger);
            after.Add(fromLoads);
            // Triggers fall on any moment in the life of a batch.
            await Task.Delay(TimeSpan.FromMilliseconds(50 + (i * 37 % 200)));
        }

        await host.StopAsync(TimeSpan.FromSeconds(10));
        await system.Terminate();
        return new Dictionary<string, double>
        {
            ["savepoints"] = whole.Count,
            ["trigger_to_file_p50_ms"] = Percentile(whole, 50),
            ["trigger_to_file_max_ms"] = Percentile(whole, 100),
            ["loads_to_file_p50_ms"] = Percentile(after, 50),
            ["loads_to_file_p95_ms"] = Percentile(after, 95),
            ["loads_to_file_max_ms"] = Percentile(after, 100),
        };
    }

    private static async Task<(double FromTrigger, double FromLoads)> TakeAsync(JobHost host, string job)
    {
        var request = new SavepointRequest(Guid.NewGuid().ToString("N"));
        var began = Stopwatch.GetTimestamp();
        host.TriggerSavepoint(job, request);
        List<(long Ticks, IReadOnlyDictionary<int, long> Positions)> seen = [];
        while (true)
        {
            seen.Add((Stopwatch.GetTimestamp(), host.Jobs[0].Positions));
            var operation = host.Jobs[0].Savepoints.Single(s => s.Trigger == request.Trigger);
            if (operation.Failure is { } failure) throw new InvalidOperationException(failure);
            if (operation.Location is { } location)
            {
                var ended = Stopwatch.GetTimestamp();
                var cut = StoredSavepoint.Read(location).Positions;
                var through = seen.FirstOrDefault(s => cut.All(c => s.Positions.GetValueOrDefault(c.Partition) >= c.Next), (Ticks: ended, seen[^1].Positions)).Ticks;
                return (Stopwatch.GetElapsedTime(began, ended).TotalMilliseconds, Stopwatch.GetElapsedTime(through, ended).TotalMilliseconds);
            }

            await Task.Delay(Look);
        }
    }

    private static double Percentile(List<double> values, int percent)
    {
        values.Sort();
        return Math.Round(values[(values.Count - 1) * percent / 100], 1);
    }
}
