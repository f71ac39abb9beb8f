using System.Globalization;
using System.Text;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Confluent.Kafka;
using KongAkka.Jobs;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Savepoints;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.StarRocks;
using KongAkka.Sandbox.StarRocks;
using KongAkka.SandboxTests.Consuming;
using Microsoft.Data.Sqlite;

namespace KongAkka.SandboxTests.Jobs;

/// <summary>A job between an embedded Kafka and an embedded StarRocks of its own.</summary>
internal sealed class JobRun : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-job-").FullName;
    private static readonly Akka.Configuration.Config Quiet = ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }");

    private static readonly Akka.Configuration.Config Strict = ConfigurationFactory.ParseString("""
        akka.actor {
          serialize-messages = on
          serializers.kongakka-journal = "KongAkka.Jobs.Journal.JournalSerializer, KongAkka.Jobs"
          serialization-bindings."KongAkka.Jobs.Journal.JournalEvent, KongAkka.Jobs" = kongakka-journal
        }
        """);

    private ActorSystem? _system;

    private JobRun(EmbeddedTopic topic, EmbeddedStarRocks starRocks)
    {
        Topic = topic;
        StarRocks = starRocks;
        Spec = new JobSpec
        {
            Name = "test",
            Source = topic.Settings with { Startup = StartupMode.EarliestOffset, TopicWait = TimeSpan.FromSeconds(1) },
            Batch = new LoadLimits(TimeSpan.FromMilliseconds(50), 500, 1 << 20, 2),
            Sink = new SinkSettings(SinkType.StarRocks, StarRocks: new StarRocksSettings { LoadUrls = [starRocks.LoadUrl], Database = "quickstart", Table = "KONG_ACCESS_LOG" }),
            Rejects = new RejectSettings(RejectType.File, _folder),
            RestartStrategy = Backoff.Default with { Initial = TimeSpan.FromMilliseconds(20), Max = TimeSpan.FromMilliseconds(200) },
        };
    }

    public EmbeddedTopic Topic { get; }

    public EmbeddedStarRocks StarRocks { get; }

    public JobSpec Spec { get; set; }

    public LogLines Log { get; } = new();

    public JobHost Host { get; private set; } = null!;

    public JobStatus Status => Host.Jobs[0];

    public static Task<JobRun> CreateAsync(int partitions) => CreateAsync(new EmbeddedTopic(partitions));

    public static async Task<JobRun> CreateAsync(EmbeddedTopic topic) => new(topic, await EmbeddedStarRocks.StartAsync());

    /// <summary>How long events stay in the journal.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The journal's file.</summary>
    public string JournalFile => Path.Combine(_folder, JournalName);

    /// <summary>The journal's name; another one is a journal without a past.</summary>
    public string JournalName { get; set; } = "journal.db";

    /// <summary>Starts the job as a process does: in an actor system of its own, on the journal as it is.</summary>
    public void Start() => Start(Setup());

    /// <summary>An actor system on the journal, as another process has it.</summary>
    public ActorSystem OpenJournal() => ActorSystem.Create("other", Setup());

    /// <summary>Starts the job with a journal in memory and every message serialised, as if it travelled; Akka.Persistence.Sql's own messages cannot.</summary>
    public void StartStrictly() =>
        Start(ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(Strict.WithFallback(Quiet))));

    private ActorSystemSetup Setup()
    {
        var journal = JournalPlugin.Of(JournalSettings.Default with { ConnectionString = $"Data Source={JournalFile}" });
        journal.Open();
        return ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(Quiet.WithFallback(journal.Config)), journal.Setup);
    }

    private void Start(ActorSystemSetup setup)
    {
        _system = ActorSystem.Create("jobs", setup);
        Host = JobHost.Start(_system, [Spec], Retention, new OneLog(Log));
    }

    /// <summary>Ends the actor system without a word to the job, as a process ends that is killed.</summary>
    public async Task KillAsync()
    {
        if (_system is not null) await _system.Terminate();
        _system = null;
    }

    /// <summary>Stops the job in an orderly way and ends the actor system.</summary>
    public async Task StopAsync()
    {
        await Host.StopAsync(TimeSpan.FromSeconds(10)).WaitAsync(Eventually.Patience);
        await KillAsync();
    }

    /// <summary>Produces access lines numbered from <paramref name="first"/> on over all partitions; every other one is noise.</summary>
    public void Produce(int rows, int partitions, int first = 0)
    {
        for (var i = first; i < first + rows; i++)
        {
            Topic.Send(Line("10.0.0.1", i), i % partitions);
            Topic.Send(Line("127.0.0.1", i), i % partitions);
        }

        Topic.Flush();
    }

    public static byte[] Line(string client, int number, string responseTime = "0.125") => Encoding.UTF8.GetBytes(
        $$"""{"time":"2026-01-01T00:00:00Z","stream":"stdout","message":"{{client}} - - [x] \"GET /{{number}} HTTP/1.1\" 200 {{responseTime}} \"demo-a.io\""}""");

    public async Task EndedAsync()
    {
        try
        {
            await Host.Ended.WaitAsync(Eventually.Patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{Status}\n{Log}");
        }
    }

    public Task LoadedAsync(long rows) => Eventually.TrueAsync(() => Status.Counters.LoadedRows >= rows, () => $"{Status}\n{Log}");

    /// <summary>Waits until all partitions are dealt with up to an offset.</summary>
    public Task ReachedAsync(int partitions, long next) => Eventually.TrueAsync(
        () => Status.Positions.Count == partitions && Status.Positions.Values.All(position => position == next), () => $"{next} not reached: {string.Join(", ", Status.Positions)} {Status}\n{Log}");

    public Task FailsAsync(string part) => Eventually.TrueAsync(
        () => Status.Failure?.Contains(part, StringComparison.Ordinal) == true, () => $"{part} not told: {Status}\n{Log}");

    public Task RunningAsync() => Eventually.TrueAsync(() => Status.State == JobState.Running, () => $"{Status}\n{Log}");

    /// <summary>Waits until a load is written down.</summary>
    public Task PlannedAsync() => Eventually.TrueAsync(() => Journaled("batch-planned").Count > 0, () => Log.ToString());

    /// <summary>Waits until what was asked for last is a savepoint, or cannot be one.</summary>
    public async Task<SavepointOperation> SavepointEndedAsync()
    {
        await Eventually.TrueAsync(() => !Status.Savepoints[0].IsUnderWay, () => $"{Status}\n{Log}");
        return Status.Savepoints[0];
    }

    public Task LogsAsync(string part) => Eventually.TrueAsync(() => Log.CountOf(part) > 0, () => $"{part} not logged: {Status}\n{Log}");

    /// <summary>The events of a kind in the journal, as JSON.</summary>
    public IReadOnlyList<string> Journaled(string kind)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT CAST(message AS TEXT) FROM journal WHERE manifest = '{kind}.1' ORDER BY ordering";
        using var reader = command.ExecuteReader();
        var events = new List<string>();
        while (reader.Read()) events.Add(reader.GetString(0));
        return events;
    }

    /// <summary>A connection to the journal beside those of the job.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={JournalFile};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>The numbers of the rows in the table, each as often as it is there.</summary>
    public async Task<int[]> NumbersAsync() =>
        [.. (await StarRocks.QueryAsync("SELECT request_url FROM KONG_ACCESS_LOG")).Select(row => int.Parse(((string)row[0]!)[1..], CultureInfo.InvariantCulture)).Order()];

    public async Task HoldsExactlyAsync(int rows) => Assert.Equal(Enumerable.Range(0, rows), await NumbersAsync());

    public async Task<List<RejectedRecord>> RejectsAsync()
    {
        var records = new List<RejectedRecord>();
        await foreach (var record in RejectPlaces.CreateReader(Spec.Rejects, Spec.Name)!.ReadAsync(broken => Assert.Fail(broken.ToString()))) records.Add(record);
        return records;
    }

    /// <summary>The offsets that the consumer group has, by partition.</summary>
    public long[] Committed(int partitions)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig { BootstrapServers = Topic.Settings.BootstrapServers, GroupId = Topic.Settings.GroupId }).Build();
        var asked = Enumerable.Range(0, partitions).Select(p => new TopicPartition(EmbeddedTopic.Name, p));
        return [.. consumer.Committed(asked, Eventually.Patience).OrderBy(c => c.Partition.Value).Select(c => c.Offset.Value)];
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Topic.Dispose();
        await StarRocks.DisposeAsync();
        Directory.Delete(_folder, true);
    }
}
