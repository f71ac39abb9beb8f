using System.Text;

namespace KongAkka.Benchmarks;

/// <summary>Record values as a Kong node's log collector writes them.</summary>
internal static class AccessLines
{
    private static readonly string[] Noise =
    [
        """{"time":"2025-11-21T05:20:00.123456789Z","stream":"stdout","message":"127.0.0.1 - - [21/Nov/2025:05:20:00 +0000] \"GET /status HTTP/1.1\" 200 0.002 \"localhost\" 2345 \"kube-probe/1.30\""}""",
        """{"time":"2025-11-21T05:20:00.123456789Z","stream":"stderr","message":"2025/11/21 05:20:00 [error] 1234#0: *99 upstream timed out (110: Connection timed out), client: 10.244.1.7, request: \"GET /x HTTP/1.1\""}""",
        """{"time":"2025-11-21T05:20:00.123456789Z","stream":"stdout","message":"2025/11/21 05:20:00 [notice] 1234#0: *99 [kong] worker.lua:12 [DB cache] purged 7 entries in 3 ms"}""",
    ];

    public static IEnumerable<byte[]> Make(int records, int noisePercent, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < records; i++)
            yield return Encoding.UTF8.GetBytes(random.Next(100) < noisePercent ? Noise[random.Next(Noise.Length)] : AccessLine(random));
    }

    private static string AccessLine(Random r) =>
        $$"""{"time":"2025-11-21T05:{{r.Next(60):00}}:{{r.Next(60):00}}.{{r.Next(1_000_000_000):000000000}}Z","stream":"stdout","message":"10.{{r.Next(256)}}.{{r.Next(256)}}.{{r.Next(256)}} - - [21/Nov/2025:05:20:00 +0000] \"GET /api/v1/chart/data?form_data={{r.Next()}}&dashboard_id=12 HTTP/1.1\" 200 0.{{r.Next(1000):000}} \"demo01-superset.dip.example.io\" {{r.Next(200_000)}} \"Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0\" kong_request_id: \"{{r.NextInt64():x32}}\""}""";
}
