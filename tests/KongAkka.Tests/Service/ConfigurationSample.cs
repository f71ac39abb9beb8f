using KongAkka.Jobs;
using KongAkka.Service.Configuration;

namespace KongAkka.Tests.Service;

/// <summary>Configurations for tests: the least that one job needs, and what a test puts over it.</summary>
internal static class ConfigurationSample
{
    public const string Minimal = """
        kongakka.jobs.j {
          source { bootstrap-servers = "127.0.0.1:9092", topic = t }
          sink.starrocks { load-url = "http://fe:8030", database = d, table = t }
        }

        """;

    public static ServiceConfiguration Read(string more, params string[] settings) => Load(Minimal + more, settings).Read(out _);

    public static JobSpec Job(string more = "", params string[] settings) => Assert.Single(Read(more, settings).Jobs);

    public static string Fault(string more, params string[] settings) => Assert.Single(Faults(Minimal + more, settings));

    public static IReadOnlyList<string> Faults(string text, params string[] settings) =>
        Assert.Throws<ConfigurationException>(() => Load(text, settings).Read(out _)).Faults;

    private static ConfigurationLoader Load(string text, string[] settings)
    {
        var loader = new ConfigurationLoader(name => name == "SECRET" ? "s3cret" : null, memory: 1L << 30);
        loader.AddText(text, "k.conf");
        loader.AddSettings(settings);
        return loader;
    }
}
