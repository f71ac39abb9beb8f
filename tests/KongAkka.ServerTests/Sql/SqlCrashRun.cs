using System.Globalization;
using Confluent.Kafka;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Sandbox.Chaos;
using KongAkka.Sandbox.Proving;
using KongAkka.Sandbox.Traffic;
using KongAkka.ServerTests.Databases;
using KongAkka.ServerTests.Kafka;

namespace KongAkka.ServerTests.Sql;

/// <summary>The service in processes of its own, one after another on one journal, between a real Kafka and a real MariaDB.</summary>
internal sealed class SqlCrashRun : IDisposable
{
    private const int Partitions = 3;
    private const string Job = "crash";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-crash-").FullName;
    private readonly TrafficPlan _plan = new(Seed: 7, Run: 42, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Rate: 1000);
    private readonly TrafficGenerator _generator;
    private readonly ExpectedRows _expected = new();
    private readonly List<string> _history = [];
    private readonly RealKafka _kafka;
    private readonly RealMariaDb _mariaDb;
    private readonly KafkaSettings _topic;

    private SqlCrashRun(RealKafka kafka, RealMariaDb mariaDb, KafkaSettings topic, string database, string? journal)
    {
        (_kafka, _mariaDb, _topic, Database, _generator) = (kafka, mariaDb, topic, database, new TrafficGenerator(_plan));
        File.WriteAllText(Configuration, $$"""
            kongakka.journal { {{journal ?? $"connection-string = \"Data Source={_folder}/journal.db\""}} }
            kongakka.admin.port = 0
            kongakka.jobs.{{Job}} {
              source {
                bootstrap-servers = "{{topic.BootstrapServers}}"
                topic = {{topic.Topic}}
                startup-mode = earliest-offset
                bounded-mode = latest-offset
                properties { "fetch.wait.max.ms" = 20, "reconnect.backoff.max.ms" = 200 }
              }
              batch { max-age = 50 ms, max-rows = 50, max-loads-in-flight = 3 }
              sink { type = mysql, mysql { connection-string = "{{mariaDb.JdbcTo(database)}}", table = {{AccessLogTable.Name}}, load-timeout = 20 s } }
              rejects.directory = "{{_folder}}/rejects"
              savepoint-directory = "{{_folder}}/savepoints"
              restart-strategy { initial-backoff = 50 ms, max-backoff = 500 ms }
            }
            """);
    }

    public string Database { get; }

    /// <summary>The rows that must be in the table.</summary>
    public long Expected => _expected.Count;

    private string Configuration => Path.Combine(_folder, "crash.conf");

    /// <summary>Makes a topic with records and an empty table. The journal is a SQLite file unless its section is given.</summary>
    public static async Task<SqlCrashRun> StartAsync(RealKafka kafka, RealMariaDb mariaDb, string? journal = null, int records = 1200)
    {
        var database = await mariaDb.NewDatabaseAsync();
        await AccessLogTable.CreateAsync(mariaDb, database);
        var run = new SqlCrashRun(kafka, mariaDb, await kafka.NewTopicAsync(Partitions), database, journal);
        run.Produce(records);
        return run;
    }

    public ChildService Start(params IEnumerable<string> settings) => new(["--config", Configuration, .. settings]);

    /// <summary>Runs a process until it kills itself at a point.</summary>
    public async Task DiesAsync(CrashPoint point, int count, params IEnumerable<string> settings) => Assert.True(
        await EndsAsync(["--crash-at", $"{point}", "--crash-after", count.ToString(CultureInfo.InvariantCulture), .. settings]) == ChildService.KilledExitCode, $"{point} was not reached\n{this}");

    /// <summary>Runs a process to the end of its bounded job.</summary>
    public async Task FinishesAsync(params IEnumerable<string> settings) => Assert.True(await EndsAsync(settings) == 0, ToString());

    /// <summary>Waits for the end of a process that has to finish its job.</summary>
    public async Task FinishesAsync(ChildService service)
    {
        var code = await service.ExitAsync(Patience);
        _history.Add(service.Log);
        Assert.True(code == 0, ToString());
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

    /// <summary>Holds the table, value by value, and the labels of its loads against what was produced.</summary>
    public async Task HoldsExactlyAsync()
    {
        var findings = await AccessLogTable.CompareAsync(_mariaDb, Database, _plan, _expected);
        Assert.True(findings.IsExact, $"{string.Join('\n', RowFaultText.Describe(findings.Examples, _plan))}\n{this}");
        Assert.Equal(_expected.Count, await _mariaDb.NumberAsync($"SELECT sum(row_count) FROM {Database}.kongakka_loads"));
    }

    public override string ToString() => string.Join("\n=== next process ===\n", _history);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<long> CountAsync() => _mariaDb.NumberAsync($"SELECT count(*) FROM {Database}.{AccessLogTable.Name}");

    // Records that have to be rejected are left out: the limits of StarRocks' columns count bytes, those of MariaDB characters.
    private void Produce(int records)
    {
        using var producer = _kafka.Producer();
        for (var i = 0; i < records; i++)
        {
            var record = _generator.Next();
            if (record.Fate == ExpectedFate.Rejected) continue;
            producer.Produce(new TopicPartition(_topic.Topic, i % Partitions), new Message<byte[]?, byte[]> { Value = record.Value.IsNull ? null! : record.Value.Bytes.ToArray() });
            if (record.Fate == ExpectedFate.Kept) _expected.Remember(record.Sequence, record.Row.Fingerprint());
        }

        producer.Flush();
    }

    private async Task<int?> EndsAsync(params IEnumerable<string> arguments)
    {
        using var service = Start(arguments);
        var code = await service.ExitAsync(Patience);
        _history.Add($"{string.Join(' ', arguments)}\n{service.Log}\nexit code {code?.ToString(CultureInfo.InvariantCulture) ?? "none: it hangs"}");
        return code;
    }
}
