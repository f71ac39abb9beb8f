using KongAkka.Jobs.Journal;

namespace KongAkka.Service.Configuration;

/// <summary>Reads the section <c>journal</c>.</summary>
internal static class JournalReader
{
    /// <summary>Reads it; faults go to the section.</summary>
    /// <param name="journal">The section.</param>
    public static JournalSettings Read(ConfigurationSection journal)
    {
        var settings = new JournalSettings(
            journal.Choice<JournalProvider>("provider", new("sqlite", JournalProvider.Sqlite), new("mysql", JournalProvider.Mysql), new("postgresql", JournalProvider.Postgresql)),
            journal.RequiredText("connection-string", "Data Source=data/journal.db"),
            journal.Duration("retention", TimeSpan.FromSeconds(1), TimeSpan.FromDays(365)));
        if (settings.ConnectionString.Length > 0 && settings.Fault is { } fault)
            journal.Fault("connection-string", fault, settings.Example);
        return settings;
    }
}
