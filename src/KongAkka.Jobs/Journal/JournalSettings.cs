namespace KongAkka.Jobs.Journal;

/// <summary>Where the journal of jobs lies and how long its old events stay.</summary>
/// <param name="Provider">The database; SQLite by default.</param>
/// <param name="ConnectionString">How to reach it; <c>Data Source=data/journal.db</c> by default. May hold secrets and is never printed.</param>
/// <param name="Retention">The age at which events that snapshots have made superfluous may be deleted; 24 h by default.</param>
public sealed record JournalSettings(JournalProvider Provider, string ConnectionString, TimeSpan Retention)
{
    /// <summary>The defaults.</summary>
    public static JournalSettings Default { get; } = new(JournalProvider.Sqlite, "Data Source=data/journal.db", TimeSpan.FromHours(24));

    /// <summary>Where the journal lies, for messages.</summary>
    public string Place => SqliteFile.TryParse(ConnectionString, out var file, out _) ? file.Path : "";

    /// <summary>What is wrong with the connection string, as a sentence, or null.</summary>
    public string? Fault => SqliteFile.TryParse(ConnectionString, out _, out var fault) ? null : fault;

    /// <summary>The settings without the connection string.</summary>
    public override string ToString() => $"{Provider} journal, retention {Retention}";
}
