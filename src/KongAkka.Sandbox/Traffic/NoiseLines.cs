namespace KongAkka.Sandbox.Traffic;

/// <summary>The lines of a Kong node that are no traffic of users; every one of them must be filtered.</summary>
internal static class NoiseLines
{
    private static readonly string[] Causes =
    [
        "upstream prematurely closed connection while reading response header from upstream", "[oidc] token expired; refreshing",
        "no Route matched with those values", "upstream timed out (110: Connection timed out) while connecting to upstream",
    ];

    /// <summary>Draws a line in its usual share and puts it into the envelope.</summary>
    /// <param name="envelope">Receives stream and message.</param>
    /// <param name="clock">The time of the line.</param>
    /// <param name="random">The source of all draws.</param>
    public static void Draw(JsonEnvelope envelope, LogClock clock, Random random)
    {
        var share = random.Next(100);
        if (share < 40) HealthCheck(envelope.Message, clock, random);
        else if (share < 70) Error(envelope, clock, random);
        else if (share < 80) Worker(envelope.Message, clock, random);
        else if (share < 90) Plugin(envelope.Message, random);
        else StackTrace(envelope.Message, random);
    }

    private static void HealthCheck(Utf8Text line, LogClock clock, Random random)
    {
        line.Set("127.0.0.1 - - ["u8);
        clock.WriteAccess(line);
        line.Add("] \"GET /status HTTP/1.1\" 200 0.00"u8).Add(random.Next(10)).Add(" \"localhost\" "u8).Add(random.Next(2000, 3000));
        line.Add(random.Next(3) == 0 ? " \"Prometheus/2.54.1 (health check)\" "u8 : " \"kube-probe/1.30\" "u8);
        line.Add("kong_request_id: \""u8).Add(random.NextInt64(), "x32").Add("\""u8);
    }

    private static void Error(JsonEnvelope envelope, LogClock clock, Random random)
    {
        envelope.Stream.Set("stderr"u8);
        var line = envelope.Message.Clear();
        clock.WriteError(line);
        line.Add(" [error] "u8).Add(random.Next(1000, 3000)).Add("#0: *"u8).Add(random.Next()).Add(" [lua] handler.lua:"u8).Add(random.Next(900))
            .Add(": "u8).Add(Causes[random.Next(Causes.Length)]).Add(", client: 10.244.0."u8).Add(random.Next(256))
            .Add(", server: kong, request: \"GET /api/v1/query HTTP/1.1\", upstream: \"http://10.96.0."u8).Add(random.Next(256))
            .Add(":8080/api/v1/query\", host: \"demo01-superset.dip.example.io\""u8);
    }

    private static void Worker(Utf8Text line, LogClock clock, Random random)
    {
        line.Clear();
        clock.WriteError(line);
        line.Add(" [notice] "u8).Add(random.Next(3000)).Add("#0: *"u8).Add(random.Next()).Add(" [kong] worker.lua:"u8).Add(random.Next(900))
            .Add(" [DB cache] purged "u8).Add(random.Next(999)).Add(" entries in "u8).Add(random.Next(99))
            .Add(" ms; next sweep is scheduled by the timer of worker 0"u8);
    }

    private static void Plugin(Utf8Text line, Random random) =>
        line.Set("plugin[prometheus] {\"bucket\":\""u8).Add(random.Next(1000)).Add("\",\"latency\":"u8).Add(random.Next(1000))
            .Add(",\"route\":\"demo01-superset\",\"labels\":[\"gateway\",\"kong\",\"edge\"]} exported to shared dict prometheus_metrics"u8);

    private static void StackTrace(Utf8Text line, Random random) =>
        line.Set("stack traceback:\n\t/usr/local/share/lua/5.1/kong/runloop/handler.lua:"u8).Add(random.Next(900))
            .Add(": in function 'before'\n\t/usr/local/share/lua/5.1/kong/init.lua:"u8).Add(random.Next(900))
            .Add(": in function 'access'\n\taccess_by_lua(nginx-kong.conf:"u8).Add(random.Next(300)).Add("):2: in main chunk"u8);
}
