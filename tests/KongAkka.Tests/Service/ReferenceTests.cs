using KongAkka.Jobs;
using KongAkka.Jobs.Journal;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.StarRocks;
using KongAkka.Service.Configuration;
using KongAkka.Service.Hocon;

namespace KongAkka.Tests.Service;

public sealed class ReferenceTests
{
    [Fact]
    public void Every_key_of_the_reference_is_read_and_every_key_read_is_in_the_reference()
    {
        var document = new HoconDocument(_ => null);
        document.AddText(ConfigurationLoader.Reference(), ConfigurationLoader.ReferenceName);
        var listed = Keys(document.Resolve(), "").ToHashSet();

        var loader = new ConfigurationLoader(_ => null);
        loader.AddText(ConfigurationSample.Minimal, "k.conf");
        loader.Read(out var reading);
        var read = reading.Asked.Select(a => a.Replace("kongakka.jobs.j", "kongakka.job-defaults", StringComparison.Ordinal)).ToHashSet();

        Assert.Equal([], listed.Except(read).Order());
        Assert.Equal([], read.Except(listed).Order());
    }

    [Fact]
    public void The_defaults_of_the_reference_are_those_of_the_types()
    {
        var job = ConfigurationSample.Job();
        var spec = new JobSpec
        {
            Name = "j",
            Source = new KafkaSettings { BootstrapServers = "127.0.0.1:9092", Topic = "t", GroupId = "kongakka-j" },
            Sink = new SinkSettings(SinkType.StarRocks, StarRocks: new StarRocksSettings { LoadUrls = [new Uri("http://fe:8030")], Database = "d", Table = "t" }),
        };
        Assert.Equivalent(spec, job, strict: true);
        Assert.Equal((LoadLimits.Default, Backoff.Default, new RejectSettings()), (job.Batch, job.RestartStrategy, job.Rejects));
        Assert.Equal(TimeSpan.FromSeconds(10), ConfigurationSample.Read("").ShutdownGrace);
        Assert.Equal(JournalSettings.Default, ConfigurationSample.Read("").Journal);
    }

    private static IEnumerable<string> Keys(HoconObject values, string prefix)
    {
        foreach (var (key, value) in values.Fields)
        {
            var path = prefix + key;
            if (path != "kongakka") yield return path;
            if (value is HoconObject inner)
                foreach (var below in Keys(inner, path + ".")) yield return below;
        }
    }
}
