using KongAkka.Jobs;
using KongAkka.Service.Hocon;
using Microsoft.Extensions.Logging;

namespace KongAkka.Service.Configuration;

/// <summary>Reads the whole configuration.</summary>
internal static class ServiceReader
{
    private const string Root = "kongakka";

    /// <summary>Reads it; faults go to the reading.</summary>
    /// <param name="reading">Where faults and warnings are noted.</param>
    /// <param name="root">The resolved document.</param>
    /// <param name="referred">The outermost keys to which substitutions refer: variables of the user.</param>
    /// <param name="memory">The bytes of memory that the process may use.</param>
    public static ServiceConfiguration Read(ConfigurationReading reading, HoconObject root, IReadOnlySet<string> referred, long memory)
    {
        RefuseStrayRoots(reading, root, referred);
        if (root.Fields[Root] is not HoconObject values) throw new ConfigurationException([$"{Root} ({root.Fields[Root].Origin}): {root.Fields[Root].Kind} stands where a section should. Write {Root} {{ … }}."]);
        var service = reading.Open(values, Root);
        var jobs = ReadJobs(reading, service, memory);
        var configuration = new ServiceConfiguration
        {
            Jobs = jobs,
            Journal = JournalReader.Read(service.Section("journal")),
            Admin = AdminReader.Read(service.Section("admin")),
            Effective = EffectiveConfiguration.Of(values),
            ShutdownGrace = service.Duration("shutdown-grace", TimeSpan.Zero, TimeSpan.FromHours(1)),
            LogLevel = service.Choice<LogLevel>(
                "log-level",
                new("info", LogLevel.Information),
                new("trace", LogLevel.Trace),
                new("debug", LogLevel.Debug),
                new("warn", LogLevel.Warning),
                new("error", LogLevel.Error)),
        };
        reading.RefuseUnknownKeys();
        return configuration;
    }

    private static List<JobSpec> ReadJobs(ConfigurationReading reading, ConfigurationSection service, long memory)
    {
        var defaults = service.Object("job-defaults");
        var jobs = service.Section("jobs");
        var specs = new List<JobSpec>();
        foreach (var name in jobs.Unasked)
        {
            var values = jobs.Object(name);
            var job = reading.Open(HoconObject.Merge(defaults, values), jobs.PathOf(name));
            specs.Add(JobReader.Read(job, name));
        }

        if (specs.Count == 0) service.Fault("jobs", "There is no job.", "Write kongakka.jobs.<name> { source { … }, sink { … } }; hocon/single-node.conf is an example.");
        new JobChecks(jobs, memory).Check(specs);
        return specs;
    }

    private static void RefuseStrayRoots(ConfigurationReading reading, HoconObject root, IReadOnlySet<string> referred)
    {
        foreach (var (key, value) in root.Fields)
        {
            if (key == Root || referred.Contains(key)) continue;
            var remedy = NearestName.Find(key, [Root]) is { } near ? $"Did you mean {near}?" : $"All keys lie below {Root}; a variable of your own must be used by a ${{…}}.";
            reading.Add(new ConfigurationFault(key, value.Origin, "There is no such key.", remedy));
        }
    }
}
