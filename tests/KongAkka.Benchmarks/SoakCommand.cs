using System.Globalization;
using System.Text.Json;
using KongAkka.Sandbox;
using KongAkka.Sandbox.Progress;
using KongAkka.Sandbox.Running;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.Benchmarks;

/// <summary>
/// <c>soak [RATE] [SECONDS]</c>: whether the service stays as it is under steady traffic (20,000 records/s for 1,200 s by default) while loads, the FE and Kafka are cut off
/// at random. A line of JSON of its process every ten seconds; at the end the table is proven.
/// </summary>
internal static class SoakCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var (rate, seconds) = (20_000, 1200);
        if (args.Length > 2 || (args.Length > 0 && !int.TryParse(args[0], CultureInfo.InvariantCulture, out rate)) || (args.Length > 1 && !int.TryParse(args[1], CultureInfo.InvariantCulture, out seconds)))
        {
            await Console.Error.WriteLineAsync("usage: soak [RATE] [SECONDS]");
            return 2;
        }

        using var folder = DataFolder.Open(null);
        await using var servers = await SandboxServers.StartAsync(new SandboxOptions { StarRocksPort = 0, QueryPort = 0 }, folder);
        var plan = new TrafficPlan(Random.Shared.Next(), (ulong)Random.Shared.NextInt64(), DateTimeOffset.UtcNow, rate);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var report = await new SoakRun(servers, folder, plan, sample => Console.WriteLine(JsonSerializer.Serialize(sample))).RunAsync(stop.Token);
        foreach (var line in SummaryText.Verdict(report)) Console.WriteLine(line);
        return report.IsExact ? 0 : 1;
    }
}
