using LinqToDB;

namespace KongAkka.Jobs.Journal.Databases;

/// <summary>The database that holds the journal: makes its tables and the fence, and says how to connect to it.</summary>
internal interface IJournalDatabase
{
    /// <summary>Linq2db's name of the database.</summary>
    string ProviderName { get; }

    /// <summary>The isolation level of reads, in the plugin's words.</summary>
    string ReadIsolation { get; }

    /// <summary>How to connect.</summary>
    DataOptions Options { get; }

    /// <summary>Makes what is not there. What is there is left as it is.</summary>
    /// <exception cref="KongAkka.Pipeline.UnrecoverableException">The database cannot be used.</exception>
    void Open();

    /// <summary>Looks whether the journal can be read and written now; waits while somebody else writes.</summary>
    /// <returns>What is wrong with its remedy, or null.</returns>
    string? FindTrouble();
}
