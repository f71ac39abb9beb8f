using System.Diagnostics;
using System.Text.Json.Nodes;
using KongAkka.Jobs.Telemetry;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Service.Configuration;
using KongAkka.Service.Http;
using KongAkka.Service.Http.Management;
using KongAkka.Service.Http.Metrics;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.Benchmarks;

/// <summary>The admin server over jobs that do nothing.</summary>
internal sealed class AdminRun : IAsyncDisposable
{
    private readonly AdminServer _server;
    private readonly JobMeter _meter;
    private readonly HttpClient _http;

    private AdminRun(AdminServer server, JobMeter meter) => (_server, _meter, _http) = (server, meter, new HttpClient { BaseAddress = server.Address });

    public static async Task<AdminRun> StartAsync(int jobs)
    {
        var (meter, idle) = (new JobMeter([]), new IdleJobs(jobs));
        meter.Show(idle);
        var health = new Health([], [], TimeSpan.FromSeconds(1));
        var parts = new AdminParts(new AdminSettings { Port = 0 }, idle, health, new MetricsReader(meter.Meter), null, new JsonObject(), NullLogger.Instance);
        var run = new AdminRun(await AdminServer.StartAsync(parts), meter);
        foreach (var job in idle.Jobs)
        {
            meter.Loads.Loaded(job.Name, new LoadReceipt("l", [], 5, 100, TimeSpan.FromSeconds(1)), new LoadOrigin(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, TimeSpan.Zero), DateTimeOffset.UtcNow);
            meter.Loads.Journaled(job.Name, TimeSpan.FromMilliseconds(3));
        }

        return run;
    }

    public Task<string> GetAsync(string path) => _http.GetStringAsync(path);

    /// <summary>Asks for a path again and again.</summary>
    /// <returns>The first answer's time, the median of the others, the answer's length and what one of them allocates.</returns>
    public async Task<Dictionary<string, object>> MeasureAsync(string path, int times)
    {
        var watch = Stopwatch.StartNew();
        var length = (await GetAsync(path)).Length;
        var first = watch.Elapsed;
        for (var i = 0; i < times; i++) await GetAsync(path);
        var (taken, allocated, cpu) = (new List<double>(), GC.GetTotalAllocatedBytes(), Process.GetCurrentProcess().TotalProcessorTime);
        for (var i = 0; i < times; i++)
        {
            watch.Restart();
            await GetAsync(path);
            taken.Add(watch.Elapsed.TotalMilliseconds);
        }

        taken.Sort();
        return new Dictionary<string, object>
        {
            ["path"] = path,
            ["bytes"] = length,
            ["first_ms"] = Math.Round(first.TotalMilliseconds, 1),
            ["median_ms"] = Math.Round(taken[taken.Count / 2], 2),
            ["p99_ms"] = Math.Round(taken[(int)(taken.Count * 0.99)], 2),
            ["cpu_ms"] = Math.Round((Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds / times, 2),
            ["allocated_kib"] = (GC.GetTotalAllocatedBytes() - allocated) / times >> 10,
        };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        _meter.Dispose();
    }
}
