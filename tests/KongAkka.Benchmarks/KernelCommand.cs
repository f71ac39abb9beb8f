using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace KongAkka.Benchmarks;

/// <summary>
/// <c>kernel FILE [--seconds 5] [--scrape]</c>: runs the service's own path from record value to load body on one thread, again and again, on the lines of a file in memory. With <c>--scrape</c> the metrics of a hundred jobs are read once a second meanwhile, as Prometheus would at its most eager.
/// </summary>
internal static class KernelCommand
{
    public static int Run(string[] args)
    {
        var isScraped = args.Contains("--scrape");
        if (args.Where(arg => arg != "--scrape").ToArray() is not [var file, .. var options] || !TryReadSeconds(options, out var seconds) || !File.Exists(file))
        {
            Console.Error.WriteLine("usage: kernel FILE [--seconds 5] [--scrape]   FILE holds one record value a line");
            return 2;
        }

        using var scraping = new CancellationTokenSource();
        if (isScraped) _ = ScrapeAsync(scraping.Token);
        var kernel = new Kernel(RecordFile.Read(file));
        RunFor(kernel, TimeSpan.FromSeconds(Math.Min(2, seconds)));
        Console.WriteLine(JsonSerializer.Serialize(Measure(kernel, TimeSpan.FromSeconds(seconds))));
        scraping.Cancel();
        return 0;
    }

    private static async Task ScrapeAsync(CancellationToken cancellation)
    {
        await using var run = await AdminRun.StartAsync(100);
        while (!cancellation.IsCancellationRequested)
        {
            await run.GetAsync("/metrics");
            // The rhythm of the scraping that is measured: a second, faster than Prometheus asks.
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
        }
    }

    private static Dictionary<string, object> Measure(Kernel kernel, TimeSpan time)
    {
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var (passes, last) = RunFor(kernel, time);
        var elapsed = watch.Elapsed;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        var records = (double)passes * kernel.Records;
        return new Dictionary<string, object>
        {
            ["records"] = kernel.Records,
            ["rows"] = last.Rows,
            ["passes"] = passes,
            ["records_per_second"] = Math.Round(records / elapsed.TotalSeconds),
            ["ns_per_record"] = Math.Round(elapsed.TotalNanoseconds / records, 1),
            ["allocated_bytes_per_record"] = Math.Round(allocated / records, 3),
            ["load_body_bytes"] = last.BodyBytes,
        };
    }

    private static (int Passes, Pass Last) RunFor(Kernel kernel, TimeSpan time)
    {
        var (passes, last) = (0, default(Pass));
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < time || passes == 0; passes++) last = kernel.RunOnce();
        return (passes, last);
    }

    private static bool TryReadSeconds(string[] options, out double seconds)
    {
        seconds = 5;
        return options is [] || (options is ["--seconds", var text] && double.TryParse(text, CultureInfo.InvariantCulture, out seconds) && seconds > 0);
    }
}
