using System.Globalization;
using KongAkka.Jobs;
using KongAkka.Sandbox.StarRocks;
using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.SandboxTests.Consuming;
using KongAkka.SandboxTests.Jobs;
using KongAkka.Service;
using KongAkka.Service.Commands;
using KongAkka.Service.Configuration;

namespace KongAkka.ServerTests.Kafka;

/// <summary>The main job of the service, from a topic of the secured broker into an embedded StarRocks.</summary>
internal sealed class SecuredJob : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-job-").FullName;
    private readonly ServiceConfiguration _configuration;
    private readonly EmbeddedStarRocks _starRocks;
    private KongAkkaService? _service;

    private SecuredJob(EmbeddedStarRocks starRocks, string servers, string topic, string group, IReadOnlyDictionary<string, string> properties, string rejects)
    {
        _starRocks = starRocks;
        _configuration = ServiceConfiguration.Parse(
            $$"""
            kongakka {
              journal.connection-string = "Data Source={{_folder}}/journal.db"
              admin.port = 0
              jobs.j {
                source {
                  bootstrap-servers = "{{servers}}", topic = {{topic}}, group-id = {{group}}, startup-mode = earliest-offset
                  properties { "reconnect.backoff.max.ms" = 500, {{Hocon(properties)}} }
                }
                batch.max-age = 50 ms
                sink.starrocks { load-url = "{{starRocks.LoadUrl}}", database = quickstart, table = KONG_ACCESS_LOG }
                rejects { {{rejects}} }
              }
            }
            """,
            "k.conf",
            []);
    }

    public LogLines Log { get; } = new();

    public JobStatus Status => _service!.Jobs.Jobs.Single();

    public static async Task<SecuredJob> NewAsync(string servers, string topic, string group, IReadOnlyDictionary<string, string> properties, string rejects = "type = log") =>
        new(await EmbeddedStarRocks.StartAsync(new EmbeddedStarRocksOptions { LabelRetention = new LabelRetention(TimeSpan.FromDays(3), 1_000_000) }), servers, topic, group, properties, rejects);

    /// <summary>Properties as a configuration has them.</summary>
    public static string Hocon(IReadOnlyDictionary<string, string> properties) =>
        string.Join(", ", properties.Select(p => $"\"{p.Key}\" = \"{p.Value.Replace("\"", "\\\"", StringComparison.Ordinal)}\""));

    /// <summary>A record of the access log that the rule keeps.</summary>
    public static string Line(int number) =>
        $$"""{"time":"2026-01-01T00:00:00Z","stream":"stdout","message":"10.0.0.1 - - [x] \"GET /{{number}} HTTP/1.1\" 200 0.125 \"demo-a.io\""}""";

    /// <summary>What <c>check</c> prints, a line a check.</summary>
    public async Task<string[]> CheckAsync()
    {
        await using var output = new StringWriter();
        await new CheckRunner(output, Eventually.Patience).RunAsync(Checks.Of(_configuration), CancellationToken.None);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public async Task StartAsync() => _service = await KongAkkaService.StartAsync(_configuration, new OneLog(Log));

    public Task LoadedAsync(long rows) => Eventually.TrueAsync(() => Status.Counters.LoadedRows >= rows, () => $"{Status}\n{Log}");

    /// <summary>Checks it, runs it and looks that it reads what is produced, and says nothing of rights that are missing.</summary>
    public async Task ReadsAsync(SecuredKafka kafka, string topic)
    {
        kafka.Produce(topic, Enumerable.Range(0, 100).Select(Line));
        Assert.DoesNotContain(await CheckAsync(), line => line.StartsWith("FAIL", StringComparison.Ordinal));
        await StartAsync();
        await LoadedAsync(100);
        Assert.Equal(Enumerable.Range(0, 100), await NumbersAsync());
        Assert.Equal(0, Log.CountOf("authorization") + Log.CountOf("could not be committed"));
    }

    /// <summary>The numbers of the lines that are in the table, in order.</summary>
    public async Task<IEnumerable<int>> NumbersAsync() =>
        (await _starRocks.QueryAsync("SELECT request_url FROM KONG_ACCESS_LOG")).Select(row => int.Parse(((string)row[0]!)[1..], CultureInfo.InvariantCulture)).Order();

    public async ValueTask DisposeAsync()
    {
        if (_service is not null) await _service.DisposeAsync();
        await _starRocks.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
