using Microsoft.Data.Sqlite;

namespace KongAkka.SandboxTests.Jobs;

/// <summary>Lets a journal be an old one.</summary>
internal static class AgedJournal
{
    /// <summary>Makes it tell that all loads were planned a century ago.</summary>
    /// <param name="file">The journal's file.</param>
    /// <returns>How many.</returns>
    public static int AgePlans(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """UPDATE journal SET message = CAST(replace(CAST(message AS TEXT), '"plannedAt":"20', '"plannedAt":"19') AS BLOB) WHERE manifest = 'batch-planned.1'""";
        return command.ExecuteNonQuery();
    }
}
