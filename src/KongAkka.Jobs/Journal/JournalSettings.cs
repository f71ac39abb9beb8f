using System.Diagnostics.CodeAnalysis;
using KongAkka.Jobs.Journal.Databases;

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
    public string Place => TryLocate(out var database, out _) ? $"{database}" : "";

    /// <summary>What is wrong with the connection string, as a sentence, or null.</summary>
    public string? Fault => TryLocate(out _, out var fault) ? null : fault;

    /// <summary>How a connection string of the provider looks; a sentence.</summary>
    public string Example => Provider switch
    {
        JournalProvider.Mysql => "Write \"Server=HOST;Port=3306;Database=kongakka;User=…;Password=…\" or a JDBC URL.",
        JournalProvider.Postgresql => "Write \"Host=HOST;Port=5432;Database=kongakka;Username=…;Password=…\".",
        _ => "Write \"Data Source=PATH\", as in \"Data Source=data/journal.db\".",
    };

    /// <summary>The settings without the connection string.</summary>
    public override string ToString() => $"{Provider} journal, retention {Retention}";

    /// <summary>The database that the connection string names.</summary>
    internal bool TryLocate([NotNullWhen(true)] out IJournalDatabase? database, [NotNullWhen(false)] out string? fault)
    {
        database = Provider switch
        {
            JournalProvider.Mysql => MysqlJournal.TryParse(ConnectionString, out var mysql, out fault) ? mysql : null,
            JournalProvider.Postgresql => PostgresJournal.TryParse(ConnectionString, out var postgres, out fault) ? postgres : null,
            _ => SqliteFile.TryParse(ConnectionString, out var file, out fault) ? new SqliteJournal(file) : null,
        };
        return database is not null;
    }
}
