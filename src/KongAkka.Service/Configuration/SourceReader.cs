using KongAkka.Pipeline.Consuming;

namespace KongAkka.Service.Configuration;

/// <summary>Reads the section <c>source</c> of a job.</summary>
internal static class SourceReader
{
    private static readonly IReadOnlyDictionary<int, long> None = new Dictionary<int, long>();

    /// <summary>Reads it.</summary>
    /// <param name="source">The section.</param>
    /// <param name="job">The job's name.</param>
    public static KafkaSettings Read(ConfigurationSection source, string job)
    {
        var startup = ReadStartupMode(source);
        var bounded = ReadBoundedMode(source);
        var settings = new KafkaSettings
        {
            BootstrapServers = source.RequiredText("bootstrap-servers", "127.0.0.1:9092"),
            Topic = source.RequiredText("topic", "kong-log"),
            GroupId = source.Text("group-id") ?? $"kongakka-{job}",
            Startup = startup,
            StartupTimestamp = ReadTimestamp(source, "startup", startup == StartupMode.Timestamp),
            StartupOffsets = ReadOffsets(source, "startup", startup == StartupMode.SpecificOffsets),
            Bounded = bounded,
            BoundedTimestamp = ReadTimestamp(source, "bounded", bounded == BoundedMode.Timestamp),
            BoundedOffsets = ReadOffsets(source, "bounded", bounded == BoundedMode.SpecificOffsets),
            TopicWait = source.Duration("topic-wait", TimeSpan.Zero, TimeSpan.FromDays(1)),
            PartitionDiscoveryInterval = ReadDiscoveryInterval(source),
            OnLostOffsets = source.Choice<LostOffsets>("on-lost-offsets", new("fail", LostOffsets.Fail), new("continue", LostOffsets.Continue)),
            Properties = KafkaProperties.Read(source, KafkaProperties.OfSource),
        };
        KafkaServers.Check(source, settings.BootstrapServers);
        CheckOrder(source, settings);
        return settings;
    }

    private static StartupMode ReadStartupMode(ConfigurationSection source) => source.Choice<StartupMode>(
        "startup-mode",
        new("group-offsets", StartupMode.GroupOffsets),
        new("earliest-offset", StartupMode.EarliestOffset),
        new("latest-offset", StartupMode.LatestOffset),
        new("timestamp", StartupMode.Timestamp),
        new("specific-offsets", StartupMode.SpecificOffsets));

    private static BoundedMode ReadBoundedMode(ConfigurationSection source) => source.Choice<BoundedMode>(
        "bounded-mode",
        new("unbounded", BoundedMode.Unbounded),
        new("latest-offset", BoundedMode.LatestOffset),
        new("timestamp", BoundedMode.Timestamp),
        new("specific-offsets", BoundedMode.SpecificOffsets));

    private static long ReadTimestamp(ConfigurationSection source, string end, bool used)
    {
        var key = $"{end}-timestamp-millis";
        var timestamp = source.Long(key, 0, long.MaxValue);
        CheckUse(source, key, $"{end}-mode = timestamp", used);
        return timestamp ?? 0;
    }

    private static TimeSpan ReadDiscoveryInterval(ConfigurationSection source)
    {
        const string key = "partition-discovery-interval";
        var interval = source.Duration(key, TimeSpan.Zero, TimeSpan.FromDays(30));
        if (interval > TimeSpan.Zero && interval < TimeSpan.FromSeconds(1))
            source.Fault(key, "It is shorter than 1 s.", "Set 1 s or more, or 0 to turn it off.");
        return interval;
    }

    private static IReadOnlyDictionary<int, long> ReadOffsets(ConfigurationSection source, string end, bool used)
    {
        var key = $"{end}-specific-offsets";
        CheckUse(source, key, $"{end}-mode = specific-offsets", used);
        if (source.Text(key) is not { } text) return None;
        if (PartitionOffsets.TryRead(text, out var offsets)) return offsets;
        source.Fault(key, $"\"{text}\" are no offsets.", PartitionOffsets.Form);
        return None;
    }

    private static void CheckUse(ConfigurationSection source, string key, string mode, bool used)
    {
        if (used && !source.Has(key)) source.Fault(key, $"It is missing, but {mode} needs it.", $"Set it, or choose another {mode.Split(' ')[0]}.");
        if (!used && source.Has(key)) source.Warn(key, $"is not used, for it needs {mode}.");
    }

    private static void CheckOrder(ConfigurationSection source, KafkaSettings settings)
    {
        foreach (var (partition, end) in settings.BoundedOffsets)
        {
            if (settings.StartupOffsets.TryGetValue(partition, out var start) && end < start)
                source.Fault("bounded-specific-offsets", $"Partition {partition} ends at {end} before it begins at {start}.", "Set an end behind the start.");
        }

        if (settings is { Startup: StartupMode.Timestamp, Bounded: BoundedMode.Timestamp } && settings.BoundedTimestamp < settings.StartupTimestamp)
            source.Fault("bounded-timestamp-millis", "It lies before startup-timestamp-millis.", "Set an end behind the start.");
    }
}
