using System.Data.Common;
using KongAkka.Pipeline;
using LinqToDB;
using Microsoft.Data.Sqlite;

namespace KongAkka.Jobs.Journal.Databases;

/// <summary>Makes a SQLite file ready to hold the journal, and says how to connect to it.</summary>
/// <param name="file">The file.</param>
internal sealed class SqliteJournal(SqliteFile file) : IJournalDatabase
{
    private const int Version = 1;
    private const string FileRemedy = "Give the service's user the right to write there, or set journal.connection-string.";

    /// <summary>
    /// The tables of Akka.Persistence.Sql without the indexes that only its queries use, and the fence: a number that is not above all others of its persistence id is refused,
    /// which the unique index alone does only as long as the newer owner's events are not deleted.
    /// </summary>
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS journal (
            ordering INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            created INTEGER NOT NULL,
            deleted INTEGER NOT NULL,
            persistence_id TEXT NOT NULL,
            sequence_number INTEGER NOT NULL,
            message BLOB NOT NULL,
            tags TEXT NULL,
            manifest TEXT NULL,
            identifier INTEGER NULL,
            writer_uuid TEXT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS journal_uq ON journal (persistence_id, sequence_number);
        CREATE TRIGGER IF NOT EXISTS journal_fence BEFORE INSERT ON journal
            WHEN NEW.sequence_number <= (SELECT max(sequence_number) FROM journal WHERE persistence_id = NEW.persistence_id)
            BEGIN SELECT RAISE(ABORT, 'a newer owner has written to the journal'); END;
        CREATE TABLE IF NOT EXISTS snapshot (
            persistence_id TEXT NOT NULL,
            sequence_number INTEGER NOT NULL,
            created INTEGER NOT NULL,
            snapshot BLOB NULL,
            manifest TEXT NULL,
            serializer_id INTEGER NULL,
            PRIMARY KEY (persistence_id, sequence_number));
        """;

    public string ProviderName => LinqToDB.ProviderName.SQLiteMS;

    /// <summary>Reads take no lock for writing: with a write-ahead log they see what was committed when they began.</summary>
    public string ReadIsolation => "read-uncommitted";

    /// <summary>Connects with what a power cut must not undo: every commit waits for the disk.</summary>
    public DataOptions Options => new DataOptions().UseConnectionString(ProviderName, file.ConnectionString).UseAfterConnectionOpened(Prepare, PrepareAsync);

    /// <summary>Makes the file with its folder, if they are not there, readable for its user alone, and the tables. A file of this kind is left as it is.</summary>
    /// <exception cref="UnrecoverableException">The file cannot be used.</exception>
    public void Open()
    {
        try
        {
            CreateFile();
            using var connection = new SqliteConnection(file.ConnectionString);
            connection.Open();
            Prepare(connection);
            if ((string)Read(connection, "PRAGMA journal_mode = WAL")! != "wal") throw Unusable("does not take a write-ahead log.", "Put it on a local disk.");
            if ((long)Read(connection, "PRAGMA user_version")! > Version) throw Unusable("was written by a newer version.", "Start that one or a later one.");
            // Written at every start, so that a full disk shows now and not with the first load.
            Read(connection, $"BEGIN IMMEDIATE; {Tables} PRAGMA user_version = {Version}; COMMIT");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"cannot be written: {e.Message}", FileRemedy, e);
        }
        catch (SqliteException e)
        {
            throw Unusable(e);
        }
    }

    /// <summary>Looks whether the file can be read and written now; waits while somebody else writes.</summary>
    /// <returns>What is wrong with its remedy, or null.</returns>
    public string? FindTrouble()
    {
        try
        {
            if (!File.Exists(file.Path)) return Unusable("is gone.", "End the service and restore it from a copy.").Message;
            using var connection = new SqliteConnection(file.ConnectionString);
            connection.Open();
            Prepare(connection);
            // Takes the lock for writing and writes nothing.
            Read(connection, "BEGIN IMMEDIATE; SELECT max(ordering) FROM journal; ROLLBACK");
            return null;
        }
        catch (SqliteException e)
        {
            return Unusable(e).Message;
        }
    }

    /// <summary>The file.</summary>
    public override string ToString() => file.Path;

    private void CreateFile()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(file.Path, options).Dispose();
    }

    private UnrecoverableException Unusable(SqliteException e) => e.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_NOTADB => Unusable("is no SQLite database.", "Name another file in journal.connection-string; this one was left as it is.", e),
        SQLitePCL.raw.SQLITE_CORRUPT => Unusable("is damaged.", "Restore it from a copy.", e),
        SQLitePCL.raw.SQLITE_FULL => Unusable("cannot grow: the disk is full.", "Make room.", e),
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => Unusable($"was locked by another process for {BusyText}.", "End that process, or let it finish.", e),
        SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM => Unusable("cannot be written.", FileRemedy, e),
        _ => Unusable($"cannot be used: {e.Message}", "Make sure that the disk has room and works.", e),
    };

    private UnrecoverableException Unusable(string what, string remedy, Exception? cause = null) => new($"The journal {file.Path} {what}", remedy, cause);

    private static string BusyText => $"{SqliteFile.BusySeconds} s";

    private static void Prepare(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        // Waits in steps of milliseconds at first; the driver's own waiting behind it knows only steps of 150 ms.
        command.CommandText = "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 1000";
        command.ExecuteNonQuery();
    }

    private static Task PrepareAsync(DbConnection connection, CancellationToken cancellation)
    {
        Prepare(connection);
        return Task.CompletedTask;
    }

    private static object? Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
