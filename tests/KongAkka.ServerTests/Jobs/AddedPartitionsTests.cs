using System.Globalization;
using System.Text;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using KongAkka.Jobs;
using KongAkka.Jobs.Journal;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.StarRocks;
using KongAkka.Sandbox.StarRocks;
using KongAkka.SandboxTests.Consuming;
using KongAkka.SandboxTests.Jobs;
using KongAkka.ServerTests.Kafka;

namespace KongAkka.ServerTests.Jobs;

/// <summary>A job whose topic grows, which the embedded Kafka has no way to play.</summary>
public sealed class AddedPartitionsTests(RealKafka kafka) : IClassFixture<RealKafka>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-job-").FullName;
    private readonly LogLines _log = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [KafkaTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Partitions_that_are_added_are_read_from_their_first_record(bool isRunning)
    {
        var source = await kafka.NewTopicAsync(partitions: 2) with { PartitionDiscoveryInterval = TimeSpan.FromMilliseconds(500) };
        await using var starRocks = await EmbeddedStarRocks.StartAsync();
        Produce(source.Topic, rows: 100, partitions: 2, first: 0);
        var (system, host) = Start(source, starRocks);
        await ReachedAsync(host, partitions: 2, next: 50);
        if (!isRunning) await StopAsync(system, host);
        using (var admin = kafka.Admin()) await admin.CreatePartitionsAsync([new PartitionsSpecification { Topic = source.Topic, IncreaseTo = 4 }]);
        Produce(source.Topic, rows: 200, partitions: 4, first: 100);
        if (!isRunning) (system, host) = Start(source, starRocks);
        await Eventually.TrueAsync(
            () => host.Jobs[0].Positions.OrderBy(p => p.Key).Select(p => p.Value).SequenceEqual([100, 100, 50, 50]), () => $"{string.Join(", ", host.Jobs[0].Positions)}\n{_log}");
        await StopAsync(system, host);
        var rows = await starRocks.QueryAsync("SELECT request_url FROM KONG_ACCESS_LOG");
        Assert.Equal(Enumerable.Range(0, 300), rows.Select(row => int.Parse(((string)row[0]!)[1..], CultureInfo.InvariantCulture)).Order());
    }

    private (ActorSystem System, JobHost Host) Start(KafkaSettings source, EmbeddedStarRocks starRocks)
    {
        var spec = new JobSpec
        {
            Name = "test",
            Parallelism = 2,
            Source = source,
            Batch = new LoadLimits(TimeSpan.FromMilliseconds(50), 500, 1 << 20, 2),
            Sink = new SinkSettings(SinkType.StarRocks, StarRocks: new StarRocksSettings { LoadUrls = [starRocks.LoadUrl], Database = "quickstart", Table = "KONG_ACCESS_LOG" }),
            Rejects = new RejectSettings(RejectType.File, _folder),
            RestartStrategy = Backoff.Default with { Initial = TimeSpan.FromMilliseconds(20), Max = TimeSpan.FromMilliseconds(200) },
        };
        var journal = JournalPlugin.Of(JournalSettings.Default with { ConnectionString = $"Data Source={_folder}/journal.db" });
        journal.Open();
        var quiet = ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }");
        var system = ActorSystem.Create("jobs", ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(quiet.WithFallback(journal.Config)), journal.Setup));
        return (system, JobHost.Start(system, [spec], TimeSpan.FromHours(24), new OneLog(_log)));
    }

    private static async Task StopAsync(ActorSystem system, JobHost host)
    {
        await host.StopAsync(TimeSpan.FromSeconds(10)).WaitAsync(Eventually.Patience);
        await system.Terminate();
    }

    private Task ReachedAsync(JobHost host, int partitions, long next) => Eventually.TrueAsync(
        () => host.Jobs[0].Positions.Count == partitions && host.Jobs[0].Positions.Values.All(p => p == next), () => $"{host.Jobs[0]}\n{_log}");

    private void Produce(string topic, int rows, int partitions, int first)
    {
        using var producer = kafka.Producer();
        for (var i = first; i < first + rows; i++)
        {
            var line = $$"""{"time":"2026-01-01T00:00:00Z","stream":"stdout","message":"10.0.0.1 - - [x] \"GET /{{i}} HTTP/1.1\" 200 0.125 \"demo-a.io\""}""";
            producer.Produce(new TopicPartition(topic, i % partitions), new Message<byte[]?, byte[]> { Value = Encoding.UTF8.GetBytes(line) });
        }

        producer.Flush();
    }
}
