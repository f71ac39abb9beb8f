using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace KongAkka.Jobs.Journal.Databases;

/// <summary>The file of a SQLite journal.</summary>
/// <param name="Path">Its full path.</param>
internal sealed record SqliteFile(string Path)
{
    /// <summary>How long a write waits for another process before it fails, in seconds. Shorter than the journal's circuit breaker waits, so that a write is known to have failed.</summary>
    public const int BusySeconds = 10;

    private static readonly string[] PathKeys = ["data source", "datasource", "filename"];

    /// <summary>How its connections are opened.</summary>
    public string ConnectionString => new SqliteConnectionStringBuilder { DataSource = Path, DefaultTimeout = BusySeconds }.ConnectionString;

    /// <summary>Reads a connection string; a relative path is relative to the current folder.</summary>
    /// <param name="connectionString">The connection string.</param>
    /// <param name="file">The file.</param>
    /// <param name="fault">What is wrong otherwise; quotes no value.</param>
    /// <returns>Whether it names a file.</returns>
    public static bool TryParse(string connectionString, [NotNullWhen(true)] out SqliteFile? file, [NotNullWhen(false)] out string? fault)
    {
        file = null;
        fault = null;
        try
        {
            var values = new DbConnectionStringBuilder { ConnectionString = connectionString };
            var keys = values.Keys.Cast<string>().ToList();
            var source = keys.Find(PathKeys.Contains) is { } key ? (string)values[key] : "";
            if (keys.Find(k => !PathKeys.Contains(k)) is { } other) fault = $"A SQLite journal has no setting {other}.";
            else if (string.IsNullOrWhiteSpace(source)) fault = "It names no file.";
            else if (source.StartsWith(':') || source.StartsWith('|') || source.StartsWith("file:", StringComparison.OrdinalIgnoreCase)) fault = "Its Data Source is no path of a file.";
            else file = new SqliteFile(System.IO.Path.GetFullPath(source));
        }
        catch (ArgumentException)
        {
            fault = "It is no connection string.";
        }

        return file is not null;
    }
}
