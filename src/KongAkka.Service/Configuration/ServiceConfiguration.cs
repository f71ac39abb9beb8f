using System.Text.Json.Nodes;
using KongAkka.Jobs;
using KongAkka.Jobs.Journal;
using Microsoft.Extensions.Logging;

namespace KongAkka.Service.Configuration;

/// <summary>Everything that the service is told.</summary>
public sealed record ServiceConfiguration
{
    /// <summary>The jobs to run; at least one.</summary>
    public required IReadOnlyList<JobSpec> Jobs { get; init; }

    /// <summary>Where jobs write down what they must not forget.</summary>
    public JournalSettings Journal { get; init; } = JournalSettings.Default;

    /// <summary>Where the service listens for those who look at it and change it.</summary>
    public AdminSettings Admin { get; init; } = new();

    /// <summary>The configuration as it is in force, without secrets, to be shown.</summary>
    public JsonObject Effective { get; init; } = [];

    /// <summary>How long a stop waits for loads that are under way; 10 s by default.</summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The least level that is logged; <see cref="LogLevel.Information"/> by default.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>What deserves attention but is no fault; to be logged.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Reads a configuration file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="settings">Settings that win over it, each as <c>KEY=VALUE</c>.</param>
    /// <exception cref="ConfigurationException">It has faults; all are named.</exception>
    public static ServiceConfiguration Load(string file, IEnumerable<string> settings)
    {
        var loader = new ConfigurationLoader();
        loader.AddFile(file);
        loader.AddSettings(settings);
        return loader.Read(out _);
    }

    /// <summary>Reads a configuration from a text.</summary>
    /// <param name="text">HOCON.</param>
    /// <param name="source">What it came from, for messages.</param>
    /// <param name="settings">Settings that win over it, each as <c>KEY=VALUE</c>.</param>
    /// <exception cref="ConfigurationException">It has faults; all are named.</exception>
    public static ServiceConfiguration Parse(string text, string source, IEnumerable<string> settings)
    {
        var loader = new ConfigurationLoader();
        loader.AddText(text, source);
        loader.AddSettings(settings);
        return loader.Read(out _);
    }
}
