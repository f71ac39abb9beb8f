using Microsoft.Data.Sqlite;
using MySqlConnector;
using Npgsql;

namespace KongAkka.Jobs.Journal;

/// <summary>Tells an owner that was taken over from one whose journal is in trouble.</summary>
internal static class JournalFence
{
    /// <summary>Whether a write failed because somebody else has written in its place.</summary>
    /// <param name="failure">What the write failed with.</param>
    public static bool IsHit(Exception? failure) => failure switch
    {
        null => false,
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT } => true,
        MySqlException { ErrorCode: MySqlErrorCode.DuplicateKeyEntry } => true,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        AggregateException many => many.InnerExceptions.Any(IsHit),
        _ => IsHit(failure.InnerException),
    };
}
