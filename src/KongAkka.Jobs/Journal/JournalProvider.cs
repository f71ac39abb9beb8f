namespace KongAkka.Jobs.Journal;

/// <summary>The database that holds the journal.</summary>
public enum JournalProvider
{
    /// <summary>A SQLite file on the machine of the service.</summary>
    Sqlite,

    /// <summary>MySQL or MariaDB.</summary>
    Mysql,

    /// <summary>PostgreSQL.</summary>
    Postgresql,
}
