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
            ReadProvider(journal),
            journal.RequiredText("connection-string", "Data Source=data/journal.db"),
            journal.Duration("retention", TimeSpan.FromSeconds(1), TimeSpan.FromDays(365)));
        if (settings.ConnectionString.Length > 0 && settings.Fault is { } fault)
            journal.Fault("connection-string", fault, "Write \"Data Source=PATH\", as in \"Data Source=data/journal.db\".");
        return settings;
    }

    private static JournalProvider ReadProvider(ConfigurationSection journal)
    {
        if (journal.Text("provider")?.ToUpperInvariant() is not ("MYSQL" or "POSTGRESQL"))
            return journal.Choice("provider", new Choice<JournalProvider>("sqlite", JournalProvider.Sqlite));
        journal.Fault("provider", $"A journal in {journal.Text("provider")} is not part of this version.", "Write sqlite.");
        return JournalProvider.Sqlite;
    }
}
