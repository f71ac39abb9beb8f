using System.Diagnostics;
using System.Text.Json;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.StarRocks;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Benchmarks;

/// <summary><c>compression FILE</c>: makes the load bodies of a file's records and sends each to nowhere in every compression, on one thread; a line of JSON for each.</summary>
internal static class CompressionCommand
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var file] || !File.Exists(file))
        {
            await Console.Error.WriteLineAsync("usage: compression FILE   FILE holds one record value a line");
            return 2;
        }

        var bodies = new List<LoadBody>();
        var kernel = new Kernel(RecordFile.Read(file)) { Ended = bodies.Add };
        var pass = kernel.RunOnce();
        foreach (var compression in Enum.GetValues<LoadCompression>()) Console.WriteLine(JsonSerializer.Serialize(await MeasureAsync(bodies, compression, kernel.Records, pass)));
        return 0;
    }

    private static async Task<Dictionary<string, object>> MeasureAsync(List<LoadBody> bodies, LoadCompression compression, int records, Pass pass)
    {
        var sent = await SendAllAsync(bodies, compression);
        var (passes, watch, before) = (0, Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        for (; watch.Elapsed < Time; passes++) await SendAllAsync(bodies, compression);
        var spent = Environment.CpuUsage.TotalTime - before;
        return new Dictionary<string, object>
        {
            ["compression"] = compression.ToString().ToLowerInvariant(),
            ["load_body_bytes"] = pass.BodyBytes,
            ["sent_bytes"] = sent,
            ["ratio"] = Math.Round((double)pass.BodyBytes / sent, 2),
            ["cpu_ns_per_record"] = Math.Round(spent.TotalNanoseconds / passes / records, 1),
            ["cpu_ns_per_row"] = Math.Round(spent.TotalNanoseconds / passes / pass.Rows, 1),
        };
    }

    private static async Task<long> SendAllAsync(List<LoadBody> bodies, LoadCompression compression)
    {
        await using var nowhere = new CountingStream();
        foreach (var body in bodies)
        {
            using var content = new LoadContent(body, compression);
            await content.CopyToAsync(nowhere);
        }

        return nowhere.Length;
    }
}
