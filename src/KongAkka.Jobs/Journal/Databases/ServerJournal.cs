using System.Data.Common;
using System.Globalization;
using KongAkka.Pipeline;
using LinqToDB;

namespace KongAkka.Jobs.Journal.Databases;

/// <summary>A journal in the database of a server: what MySQL and PostgreSQL have in common.</summary>
/// <param name="place">Server and database, for messages.</param>
internal abstract class ServerJournal(string place) : IJournalDatabase
{
    /// <summary>How long a statement may wait, in seconds. Shorter than the journal's circuit breaker waits, so that a write is known to have failed.</summary>
    protected const int Seconds = 15;

    /// <summary>The fence's words.</summary>
    protected const string FenceText = "a newer owner has written to the journal";

    public abstract string ProviderName { get; }

    public string ReadIsolation => "read-committed";

    public abstract DataOptions Options { get; }

    /// <summary>What makes the tables, statement by statement, where they are not there.</summary>
    protected abstract IReadOnlyList<string> Tables { get; }

    /// <summary>What makes the fence, statement by statement.</summary>
    protected abstract IReadOnlyList<string> Fence { get; }

    /// <summary>Counts the fences that are there.</summary>
    protected abstract string FenceQuestion { get; }

    /// <summary>Tells whether the server takes no writes at present: a number other than 0, or true.</summary>
    protected abstract string ReadOnlyQuestion { get; }

    public void Open()
    {
        try
        {
            using var connection = Connect();
            connection.Open();
            foreach (var table in Tables) Run(connection, table);
            if (Convert.ToInt64(Ask(connection, FenceQuestion), CultureInfo.InvariantCulture) == 0) MakeFence(connection);
        }
        catch (DbException e)
        {
            throw Unusable(e);
        }
    }

    public string? FindTrouble()
    {
        try
        {
            using var connection = Connect();
            connection.Open();
            Ask(connection, "SELECT max(ordering) FROM journal");
            return IsSet(Ask(connection, ReadOnlyQuestion)) ? $"The journal {place} takes no writes at present. Let journal.connection-string lead to the server that does." : null;
        }
        catch (DbException e)
        {
            return Unusable(e).Message;
        }
    }

    /// <summary>Database and server.</summary>
    public override string ToString() => place;

    /// <summary>A connection, not yet open.</summary>
    protected abstract DbConnection Connect();

    /// <summary>What a person can do about a failure; a sentence.</summary>
    protected abstract string RemedyOf(DbException failure);

    /// <summary>Runs a statement.</summary>
    protected static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = Seconds;
        command.ExecuteNonQuery();
    }

    private static object? Ask(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = Seconds;
        return command.ExecuteScalar();
    }

    private static bool IsSet(object? answer) => answer is true || (answer is not (null or bool or DBNull) && Convert.ToString(answer, CultureInfo.InvariantCulture) is not ("0" or "OFF" or "off"));

    private void MakeFence(DbConnection connection)
    {
        try
        {
            foreach (var statement in Fence) Run(connection, statement);
        }
        catch (DbException e)
        {
            throw new UnrecoverableException(
                $"The journal {place} cannot get its trigger journal_fence, without which two services could load twice: {FailureWords.Of(e)}",
                $"Grant the right to make triggers (MySQL with a binary log: set log_bin_trust_function_creators), or make it yourself: {string.Join("; ", Fence.Select(OneLine))}",
                e);
        }
    }

    private UnrecoverableException Unusable(DbException e) => new($"The journal {place} cannot be used: {FailureWords.Of(e)}", RemedyOf(e), e);

    private static string OneLine(string statement) => string.Join(' ', statement.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
