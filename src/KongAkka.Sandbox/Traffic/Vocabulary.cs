namespace KongAkka.Sandbox.Traffic;

/// <summary>The words that ordinary lines are made of: hosts, paths, clients and programs of a data platform behind Kong.</summary>
internal static class Vocabulary
{
    private static readonly byte[][] Projects = Words(
        "demo01", "demo02", "demo03", "ai", "data", "retail", "iot", "fin", "ops", "ml", "geo", "hr", "edu", "bio", "lab7", "search");

    private static readonly byte[][] Applications = Words(
        "superset.dip.example.io", "flink.dip.example.io", "jupyter.dip.example.io", "team-mlflow.dip.example.io", "airflow.dip.example.io",
        "starrocks.dip.example.io", "minio.dip.example.io", "trino.dip.example.io");

    private static readonly byte[][] PlatformHosts = Words(
        "platform.dip.example.io", "keycloak.example.io", "argocd.example.io", "gitlab.example.io", "grafana.example.io:8443");

    private static readonly byte[][] Methods = Words(
        "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "POST", "POST", "POST", "PUT", "DELETE", "HEAD", "OPTIONS");

    private static readonly byte[][] Versions = Words("HTTP/1.1", "HTTP/1.1", "HTTP/2.0", "HTTP/2.0", "HTTP/1.0");

    private static readonly byte[][] Agents = Words(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15",
        "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
        "python-requests/2.32.3", "curl/8.5.0", "Go-http-client/2.0", "okhttp/4.12.0", "Prometheus/2.54.1", "kube-probe/1.30", "-");

    private static readonly int[] Statuses = [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 304, 304, 302, 401, 404, 201, 204, 500, 502, 503];

    /// <summary>Draws the first half of a project's host.</summary>
    public static ReadOnlySpan<byte> Project(Random random) => Draw(Projects, random);

    /// <summary>Draws the second half of a project's host.</summary>
    public static ReadOnlySpan<byte> Application(Random random) => Draw(Applications, random);

    /// <summary>Draws a host that belongs to no project.</summary>
    public static ReadOnlySpan<byte> PlatformHost(Random random) => Draw(PlatformHosts, random);

    /// <summary>Draws a method that the rule knows.</summary>
    public static ReadOnlySpan<byte> Method(Random random) => Draw(Methods, random);

    /// <summary>Draws a protocol version.</summary>
    public static ReadOnlySpan<byte> Version(Random random) => Draw(Versions, random);

    /// <summary>Draws a user agent.</summary>
    public static ReadOnlySpan<byte> Agent(Random random) => Draw(Agents, random);

    /// <summary>Draws a usual status.</summary>
    public static int Status(Random random) => Statuses[random.Next(Statuses.Length)];

    /// <summary>Draws a path and, apart from it, the query that follows it.</summary>
    /// <param name="path">Receives the path.</param>
    /// <param name="query">Receives the query with its <c>?</c>; empty for none.</param>
    /// <param name="random">The source of all draws.</param>
    public static void Target(Utf8Text path, Utf8Text query, Random random)
    {
        query.Clear();
        switch (random.Next(11))
        {
            case 0: path.Set("/api/v1/dashboard/"u8).Add(random.Next(5000)); break;
            case 1:
                path.Set("/api/v1/chart/data"u8);
                query.Add("?form_data=%7B%22slice_id%22%3A"u8).Add(random.Next(9000)).Add("%7D&dashboard_id=12"u8);
                break;
            case 2: path.Set("/static/assets/"u8).Add(random.Next(), "x").Add(".chunk.js"u8); break;
            case 3:
                path.Set("/api/v1/log/"u8);
                query.Add("?page="u8).Add(random.Next(200)).Add("&page_size=100"u8);
                break;
            case 4: path.Set("/realms/dip/protocol/openid-connect/token"u8); break;
            case 5: path.Set("/jobs/"u8).Add(random.NextInt64(), "x32").Add("/checkpoints"u8); break;
            case 6: path.Set("/v1/sessions/"u8).Add(random.Next(), "x8").Add("-0000-4000-8000-000000000000/statements"u8); break;
            case 7:
                path.Set("/user/lab/api/kernels/"u8).Add(random.Next(), "x8");
                query.Add("?token=abc"u8).Add(random.Next()).Add("?again=1"u8);
                break;
            case 8: path.Set("/"u8); break;
            case 9: path.Set("/api/2.0/mlflow/runs/log-metric"u8); break;
            default:
                path.Set("/apis/v1/%EA%B2%80%EC%83%89"u8);
                query.Add("?q="u8).Add(random.Next(1000));
                break;
        }
    }

    /// <summary>Draws a public address; never a loopback one.</summary>
    public static void Client(Utf8Text to, Random random)
    {
        var first = random.Next(1, 223);
        to.Clear().Add(first >= 127 ? first + 1 : first).Add((byte)'.').Add(random.Next(256)).Add((byte)'.').Add(random.Next(256))
            .Add((byte)'.').Add(random.Next(1, 255));
    }

    private static ReadOnlySpan<byte> Draw(byte[][] words, Random random) => words[random.Next(words.Length)];

    private static byte[][] Words(params string[] words) => [.. words.Select(System.Text.Encoding.UTF8.GetBytes)];
}
