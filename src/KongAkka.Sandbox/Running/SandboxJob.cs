using KongAkka.Service.Configuration;

namespace KongAkka.Sandbox.Running;

/// <summary>The configuration of the sandbox's job: <c>sandbox.conf</c> with the addresses of the embedded servers over it.</summary>
internal static class SandboxJob
{
    /// <summary>The database of the job's table.</summary>
    public const string Database = "quickstart";

    /// <summary>The job's table.</summary>
    public const string Table = "KONG_ACCESS_LOG";

    /// <summary>The job's consumer group.</summary>
    public const string Group = "kongakka-access-log";

    private const string ResourceName = "sandbox.conf";
    private const string Job = "kongakka.jobs.access-log.";

    /// <summary>Reads the configuration.</summary>
    /// <param name="servers">The servers.</param>
    /// <param name="folder">Where the journal and rejected records go.</param>
    /// <param name="settings">More settings over it, each as <c>KEY=VALUE</c>.</param>
    public static ServiceConfiguration Configure(SandboxServers servers, DataFolder folder, params IEnumerable<string> settings)
    {
        return ServiceConfiguration.Parse(Text(), ResourceName, [.. Addresses(servers, folder), .. settings]);
    }

    /// <summary>Writes the configuration down for a service in a process of its own.</summary>
    /// <param name="servers">The servers.</param>
    /// <param name="folder">Where the configuration, the journal and rejected records go.</param>
    /// <param name="settings">More settings over it, each as <c>KEY=VALUE</c>.</param>
    /// <returns>The arguments of <c>kongakka run</c>.</returns>
    public static IReadOnlyList<string> WriteArguments(SandboxServers servers, DataFolder folder, params IEnumerable<string> settings)
    {
        File.WriteAllText(folder.PathOf(ResourceName), Text());
        return ["--config", folder.PathOf(ResourceName), .. Addresses(servers, folder).Concat(settings).SelectMany(setting => (string[])["--set", setting])];
    }

    private static string[] Addresses(SandboxServers servers, DataFolder folder) =>
    [
        Setting("source.bootstrap-servers", servers.Kafka.BootstrapServers),
        Setting("source.topic", SandboxServers.Topic),
        Setting("sink.starrocks.load-url", SandboxServers.Address(servers.StarRocks.LoadUrl)),
        Setting("sink.starrocks.database", Database),
        Setting("sink.starrocks.table", Table),
        $"journal.connection-string=Data Source={folder.PathOfNewDatabase("journal.db")}",
        Setting("rejects.directory", folder.PathOf("rejects")),
    ];

    private static string Text()
    {
        using var stream = typeof(SandboxJob).Assembly.GetManifestResourceStream(ResourceName)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A setting of the job as <c>KEY=VALUE</c>.</summary>
    /// <param name="key">The key, below the job's.</param>
    /// <param name="value">The value.</param>
    public static string Setting(string key, string value) => $"{Job}{key}={value}";
}
