using System.Globalization;
using System.Text.RegularExpressions;
using KongAkka.Jobs.Savepoints;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Rejects;
using KongAkka.Sandbox.Chaos;
using KongAkka.Sandbox.Proving;
using KongAkka.Sandbox.StarRocks;
using KongAkka.Sandbox.Traffic;
using KongAkka.SandboxTests.Consuming;
using KongAkka.SandboxTests.Jobs;

namespace KongAkka.SandboxTests.Crashes;

/// <summary>The service in processes of its own, one after another on one journal, between an embedded Kafka and an embedded StarRocks that outlive them.</summary>
internal sealed partial class CrashRun : IAsyncDisposable
{
    public const int Partitions = 3;
    public const string Database = "quickstart";
    private const string Job = "crash";
    private const string Table = "KONG_ACCESS_LOG";

    /// <summary>Far below what StarRocks takes to end a load by itself (load-timeout): a leftover must be cancelled, not waited out.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-crash-").FullName;
    private readonly EmbeddedTopic _topic = new(Partitions);
    private readonly TrafficPlan _plan = new(Seed: 7, Run: 42, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Rate: 1000);
    private readonly TrafficGenerator _generator;
    private readonly HashSet<(int, long)> _rejected = [];
    private readonly long[] _ends = new long[Partitions];
    private readonly List<string> _history = [];

    private CrashRun(EmbeddedStarRocks starRocks)
    {
        (StarRocks, _generator) = (starRocks, new TrafficGenerator(_plan));
        File.WriteAllText(Path.Combine(_folder, "crash.conf"), $$"""
            kongakka.journal.connection-string = "Data Source={{Journal}}"
            kongakka.admin.port = 0
            kongakka.jobs.{{Job}} {
              source {
                bootstrap-servers = "{{_topic.Kafka.BootstrapServers}}"
                topic = {{EmbeddedTopic.Name}}
                startup-mode = earliest-offset
                bounded-mode = latest-offset
                properties { "fetch.wait.max.ms" = 20, "reconnect.backoff.max.ms" = 200 }
              }
              batch { max-age = 50 ms, max-rows = 50, max-loads-in-flight = 3 }
              sink.starrocks { load-url = "{{starRocks.LoadUrl}}", database = {{Database}}, table = {{Table}} }
              rejects.directory = "{{Rejects}}"
              savepoint-directory = "{{PathOf("savepoints")}}"
              restart-strategy { initial-backoff = 50 ms, max-backoff = 500 ms }
            }
            """);
    }

    public EmbeddedStarRocks StarRocks { get; }

    public string Journal => Path.Combine(_folder, "journal.db");

    /// <summary>What must be in the table.</summary>
    public ExpectedRows Expected { get; } = new();

    /// <summary>A folder of rejects for a second process beside the first: they cannot share one.</summary>
    public string OtherRejects => Path.Combine(_folder, "other-rejects");

    private string Rejects => Path.Combine(_folder, "rejects");

    public static async Task<CrashRun> StartAsync(int records = 1200, EmbeddedStarRocksOptions? options = null)
    {
        var run = new CrashRun(await EmbeddedStarRocks.StartAsync(options ?? new EmbeddedStarRocksOptions()));
        run.Produce(records);
        return run;
    }

    /// <summary>A setting of the job.</summary>
    public static string[] Set(string key, string value) => ["--set", $"jobs.{Job}.{key}={value}"];

    /// <summary>Produces more records of every fate.</summary>
    public void Produce(int records)
    {
        for (var i = 0; i < records; i++)
        {
            var record = _generator.Next();
            var partition = i % Partitions;
            _topic.Send(record.Value.IsNull ? null : record.Value.Bytes.ToArray(), partition);
            if (record.Fate == ExpectedFate.Kept) Expected.Remember(record.Sequence, record.Row.Fingerprint());
            if (record.Fate == ExpectedFate.Rejected) _rejected.Add((partition, _ends[partition]));
            _ends[partition]++;
        }

        _topic.Flush();
    }

    /// <summary>Starts a process.</summary>
    public ChildService Start(params IEnumerable<string> settings) => new(["--config", Path.Combine(_folder, "crash.conf"), .. settings]);

    /// <summary>Runs a process until it kills itself at a point.</summary>
    public async Task DiesAsync(CrashPoint point, int count = 1, params IEnumerable<string> settings) =>
        Assert.True(await EndsAsync(["--crash-at", $"{point}", "--crash-after", count.ToString(CultureInfo.InvariantCulture), .. settings]) == ChildService.KilledExitCode, $"{point} was not reached\n{this}");

    /// <summary>Runs a process that does not end by itself, asks it for a savepoint over HTTP, and waits until it has killed itself at a point.</summary>
    public async Task DiesInSavepointAsync(CrashPoint point)
    {
        using var service = Start(["--crash-at", $"{point}", .. Set("source.bounded-mode", "unbounded")]);
        await LoadedAsync(1, service);
        var address = await AdminOfAsync(service);
        using var http = new HttpClient();
        // The process may die before it has answered.
        var asked = http.PostAsync(new Uri(address, $"/jobs/{Job}/savepoints"), null);
        await Task.WhenAny(asked);
        var code = await service.ExitAsync(Patience);
        _history.Add(service.Log);
        Assert.True(code == ChildService.KilledExitCode, $"{point} was not reached\n{this}");
    }

    /// <summary>Where a process listens, once it does.</summary>
    public static async Task<Uri> AdminOfAsync(ChildService service)
    {
        await Eventually.TrueAsync(() => AdminAddress().IsMatch(service.Log), () => service.Log);
        return new Uri(AdminAddress().Match(service.Log).Groups[1].Value);
    }

    /// <summary>The savepoints that are offered, each readable.</summary>
    public Savepoint[] Savepoints() => !Directory.Exists(PathOf("savepoints")) ? [] : [.. Directory.EnumerateDirectories(PathOf("savepoints"), "savepoint-*").Select(SavepointFile.Read)];

    /// <summary>Runs a process to the end of its bounded job.</summary>
    public async Task FinishesAsync(params IEnumerable<string> settings) => Assert.True(await EndsAsync(settings) == 0, ToString());

    /// <summary>Runs a process that has to refuse.</summary>
    /// <returns>What it says.</returns>
    public async Task<string> FailsAsync(params IEnumerable<string> settings)
    {
        Assert.True(await EndsAsync(settings) == 1, ToString());
        return _history[^1];
    }

    /// <summary>Runs a process whose job has to fail; the process is there for more than its jobs, and stays until it is told to end.</summary>
    /// <returns>What it says.</returns>
    public async Task<string> StaysWithFailedJobAsync(params IEnumerable<string> settings)
    {
        using var service = Start(settings);
        await FirstToFailAsync(service);
        return service.Log;
    }

    /// <summary>Waits until the job of a process has failed, and ends that process.</summary>
    public static async Task<ChildService> FirstToFailAsync(params ChildService[] services)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (true)
        {
            if (services.FirstOrDefault(s => s.Log.Contains($"job {Job}: FAILED", StringComparison.Ordinal)) is { } failed)
            {
                failed.Signal(ChildService.Terminate);
                Assert.True(await failed.ExitAsync(Patience) == 1, failed.Log);
                return failed;
            }

            Assert.True(DateTime.UtcNow < deadline, string.Join("\n=== the other ===\n", services.Select(s => s.Log)));
            // The pause between two looks at the logs.
            await Task.Delay(20);
        }
    }

    /// <summary>Waits until the table has at least so many rows.</summary>
    public async Task LoadedAsync(long rows, ChildService service)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (await CountAsync() < rows)
        {
            Assert.True(DateTime.UtcNow < deadline && !service.HasExited, service.Log);
            // The pause between two looks at the table.
            await Task.Delay(20);
        }
    }

    public async Task<long> CountAsync() => Convert.ToInt64((await StarRocks.QueryAsync($"SELECT COUNT(*) FROM {Table}"))[0][0], CultureInfo.InvariantCulture);

    /// <summary>Holds the table, value by value, and the places of rejected records against what was produced.</summary>
    public async Task HoldsExactlyAsync()
    {
        await PublishedAsync();
        var findings = await CompareAsync();
        Assert.True(findings.IsExact, $"{string.Join('\n', RowFaultText.Describe(findings.Examples, _plan))}\n{this}");
        var found = new HashSet<(int, long)>();
        foreach (var folder in (string[])[Rejects, OtherRejects])
        {
            if (!Directory.Exists(folder)) continue;
            var reader = RejectPlaces.CreateReader(new RejectSettings(RejectType.File, folder), Job)!;
            await foreach (var reject in reader.ReadAsync(broken => _history.Add($"{broken}"))) found.Add((reject.Partition, reject.Offset));
        }

        Assert.True(_rejected.SetEquals(found), $"{_rejected.Except(found).Count()} rejects are missing, {found.Except(_rejected).Count()} are too many\n{this}");
    }

    /// <summary>Waits for loads that are committed and not yet visible; rows that never come are for the comparison to tell.</summary>
    private async Task PublishedAsync()
    {
        var deadline = DateTime.UtcNow + TimeSpan.FromSeconds(10);
        // The pause between two looks at the table.
        while (await CountAsync() < Expected.Count && DateTime.UtcNow < deadline) await Task.Delay(50);
    }

    /// <summary>How the table compares with what was produced.</summary>
    public async Task<TableFindings> CompareAsync()
    {
        var comparison = new TableComparison(_plan.Run, Expected);
        await new TableReader(StarRocks.LoadUrl, Database, Table).ReadAsync(comparison.Take, CancellationToken.None);
        return comparison.Finish();
    }

    /// <summary>Copies the journal as it is.</summary>
    public void CopyJournal(string name) => Copy(Journal, name);

    /// <summary>Puts a copy in the journal's place.</summary>
    public void RestoreJournal(string name) => Copy(name, Journal);

    /// <summary>Makes the journal tell that all loads were planned long ago.</summary>
    public void AgePlans() => Assert.NotEqual(0, AgedJournal.AgePlans(Journal));

    public void LoseJournal() => Copy(PathOf("nothing"), Journal);

    /// <summary>The path of another file in the run's folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name);

    public override string ToString() => string.Join("\n=== next process ===\n", _history);

    public async ValueTask DisposeAsync()
    {
        await StarRocks.DisposeAsync();
        _topic.Dispose();
        Directory.Delete(_folder, true);
    }

    [GeneratedRegex(@"admin address: (http://\S+)")]
    private static partial Regex AdminAddress();

    private static void Copy(string from, string to)
    {
        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(to + suffix);
            if (File.Exists(from + suffix)) File.Copy(from + suffix, to + suffix);
        }
    }

    private async Task<int?> EndsAsync(params IEnumerable<string> arguments)
    {
        using var service = Start(arguments);
        var code = await service.ExitAsync(Patience);
        _history.Add($"{string.Join(' ', arguments)}\n{service.Log}\nexit code {code?.ToString(CultureInfo.InvariantCulture) ?? "none: it hangs"}");
        return code;
    }
}
