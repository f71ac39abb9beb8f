using System.Globalization;
using System.Text.Json;

namespace KongAkka.Benchmarks;

/// <summary><c>admin [JOBS]</c>: what the answers cost that are asked for all the time, with many jobs (100 by default); a line of JSON each. Client and server share the process.</summary>
internal static class AdminCommand
{
    private const int Times = 200;

    public static async Task<int> RunAsync(string[] args)
    {
        var jobs = 100;
        if (args is not [] && (args is not [var text] || !int.TryParse(text, CultureInfo.InvariantCulture, out jobs)))
        {
            await Console.Error.WriteLineAsync("usage: admin [JOBS]");
            return 2;
        }

        await using var run = await AdminRun.StartAsync(jobs);
        foreach (var path in new[] { "/metrics", "/jobs/overview", "/ready" }) Console.WriteLine(JsonSerializer.Serialize(await run.MeasureAsync(path, Times)));
        return 0;
    }
}
