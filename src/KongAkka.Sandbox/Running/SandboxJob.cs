using KongAkka.Service.Configuration;

namespace KongAkka.Sandbox.Running;

/// <summary>The configuration of the sandbox's job: <c>sandbox.conf</c> with the addresses of the embedded servers over it.</summary>
internal static class SandboxJob
{
    /// <summary>The database of the job's table.</summary>
    public const string Database = "quickstart";

    /// <summary>The job's table.</summary>
    public const string Table = "KONG_ACCESS_LOG";

    private const string ResourceName = "sandbox.conf";
    private const string Job = "kongakka.jobs.access-log.";

    /// <summary>Reads the configuration.</summary>
    /// <param name="servers">The servers.</param>
    /// <param name="folder">Where the journal and rejected records go.</param>
    /// <param name="settings">More settings over it, each as <c>KEY=VALUE</c>.</param>
    public static ServiceConfiguration Configure(SandboxServers servers, DataFolder folder, params IEnumerable<string> settings)
    {
        using var stream = typeof(SandboxJob).Assembly.GetManifestResourceStream(ResourceName)!;
        using var reader = new StreamReader(stream);
        string[] addresses =
        [
            Setting("source.bootstrap-servers", servers.Kafka.BootstrapServers),
            Setting("source.topic", SandboxServers.Topic),
            Setting("sink.starrocks.load-url", SandboxServers.Address(servers.StarRocks.LoadUrl)),
            Setting("sink.starrocks.database", Database),
            Setting("sink.starrocks.table", Table),
            $"journal.connection-string=Data Source={folder.PathOfNewDatabase("journal.db")}",
            Setting("rejects.directory", folder.PathOf("rejects")),
        ];
        return ServiceConfiguration.Parse(reader.ReadToEnd(), ResourceName, [.. addresses, .. settings]);
    }

    private static string Setting(string key, string value) => $"{Job}{key}={value}";
}
