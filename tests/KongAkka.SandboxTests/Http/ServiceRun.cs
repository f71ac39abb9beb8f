using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KongAkka.Jobs;
using KongAkka.Sandbox.StarRocks;
using KongAkka.SandboxTests.Consuming;
using KongAkka.SandboxTests.Jobs;
using KongAkka.Service;
using KongAkka.Service.Commands;
using KongAkka.Service.Configuration;
using Microsoft.Data.Sqlite;

namespace KongAkka.SandboxTests.Http;

/// <summary>A whole service with two jobs on one topic: <c>loader</c> into an embedded StarRocks, and <c>counter</c> into nothing.</summary>
internal sealed class ServiceRun : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-http-").FullName;
    private readonly EmbeddedTopic _topic;
    private readonly EmbeddedStarRocks _starRocks;
    private string[] _settings = [];
    private KongAkkaService? _service;
    private HttpClient _http = new();

    private ServiceRun(EmbeddedTopic topic, EmbeddedStarRocks starRocks) => (_topic, _starRocks) = (topic, starRocks);

    public LogLines Log { get; } = new();

    public EmbeddedTopic Topic => _topic;

    public EmbeddedStarRocks StarRocks => _starRocks;

    public string Admin => _service!.AdminAddress.ToString();

    public static async Task<ServiceRun> StartAsync(params string[] settings)
    {
        var run = new ServiceRun(new EmbeddedTopic(), await EmbeddedStarRocks.StartAsync()) { _settings = settings };
        await run.StartServiceAsync();
        return run;
    }

    /// <summary>Starts the service, as a process does, on the journal as it is.</summary>
    public async Task StartServiceAsync()
    {
        _service = await KongAkkaService.StartAsync(Configure(["admin.port=0", .. _settings]), new OneLog(Log));
        _http = new HttpClient { BaseAddress = _service.AdminAddress };
    }

    public async Task StopServiceAsync()
    {
        _http.Dispose();
        if (_service is not null) await _service.DisposeAsync();
        _service = null;
    }

    public ServiceConfiguration Configure(params string[] settings) => ServiceConfiguration.Parse(
        $$"""
        kongakka {
          journal.connection-string = "Data Source={{Path.Combine(_folder, "journal.db")}}"
          job-defaults {
            source {
              bootstrap-servers = "{{_topic.Settings.BootstrapServers}}", topic = {{EmbeddedTopic.Name}}, startup-mode = earliest-offset
              properties { fetch.wait.max.ms = 20 }
            }
            batch.max-age = 50 ms
            rejects.type = log
          }
          jobs {
            loader.sink.starrocks { load-url = "{{_starRocks.LoadUrl}}", database = quickstart, table = KONG_ACCESS_LOG }
            counter.sink.type = blackhole
          }
        }
        """,
        "test",
        settings);

    public void Produce(int rows, int first = 0)
    {
        for (var i = first; i < first + rows; i++) _topic.Send(JobRun.Line("10.0.0.1", i), 0);
        _topic.Flush();
    }

    public async Task<int[]> NumbersAsync() =>
        [.. (await _starRocks.QueryAsync("SELECT request_url FROM KONG_ACCESS_LOG")).Select(row => int.Parse(((string)row[0]!)[1..], System.Globalization.CultureInfo.InvariantCulture)).Order()];

    public async Task<JsonNode> GetAsync(string path) => (await _http.GetFromJsonAsync<JsonNode>(path))!;

    public async Task<int> StatusOfAsync(HttpMethod method, string path)
    {
        using var response = await _http.SendAsync(new HttpRequestMessage(method, path));
        return (int)response.StatusCode;
    }

    public Task<string> MetricsAsync() => _http.GetStringAsync("/metrics");

    /// <summary>Waits until the metrics have a line.</summary>
    public Task ShowsAsync(string line) => Eventually.TrueAsync(() => MetricsAsync().Result.Split('\n').Contains(line), () => $"{line} is not in\n{MetricsAsync().Result}");

    public Task ReadyAsync() => Eventually.TrueAsync(() => ReadinessAsync().Result.Length == 0, () => $"{ReadinessAsync().Result}\n{Log}");

    /// <summary>Waits until the service says why it is not ready.</summary>
    public Task NotReadyAsync(string part) => Eventually.TrueAsync(() => ReadinessAsync().Result.Contains(part, StringComparison.Ordinal), () => $"{part} is not said: {ReadinessAsync().Result}\n{Log}");

    public Task LoadsDoneAsync(string job) => Eventually.TrueAsync(() => Job(job).Path.LoadsInFlight == 0, () => $"{Job(job)}\n{Log}");

    /// <summary>Takes the journal for another writer until it is disposed.</summary>
    public IDisposable LockJournal()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "journal.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }

    private async Task<string> ReadinessAsync()
    {
        using var response = await _http.GetAsync("/ready");
        return await response.Content.ReadAsStringAsync();
    }

    public Task<int> CallAsync(params string[] args) => CommandLine.RunAsync([.. args, "--admin", Admin]);

    public JobStatus Job(string name) => _service!.Jobs.Jobs.Single(j => j.Name == name);

    public Task StateAsync(string job, JobState state) => Eventually.TrueAsync(() => Job(job).State == state, () => $"{Job(job)}\n{Log}");

    public Task LoadedAsync(string job, long rows) => Eventually.TrueAsync(() => Job(job).Counters.LoadedRows >= rows, () => $"{Job(job)}\n{Log}");

    /// <summary>Waits until all records below an offset are in the table or dropped.</summary>
    public Task ReadAsync(string job, long next) => Eventually.TrueAsync(() => Job(job).Positions.Values.Sum() == next, () => $"{Job(job)}\n{Log}");

    public async ValueTask DisposeAsync()
    {
        await StopServiceAsync();
        _topic.Dispose();
        await _starRocks.DisposeAsync();
        Directory.Delete(_folder, true);
    }
}
