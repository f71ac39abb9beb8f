using System.Globalization;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.Sql.Connecting;
using MySqlConnector;

namespace KongAkka.Pipeline.Sql.Inserting;

/// <summary>Asks a question and reads all rows of its answer as texts.</summary>
internal static class Question
{
    private const int Seconds = 30;

    /// <summary>Asks.</summary>
    /// <exception cref="MySqlException">There is no answer.</exception>
    public static async Task<IReadOnlyList<IReadOnlyList<string?>>> AskAsync(MySqlConnection connection, string sql, CancellationToken cancellation)
    {
        using var command = new MySqlCommand(sql, connection) { CommandTimeout = Seconds };
        var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var rows = new List<IReadOnlyList<string?>>();
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))]);
            return rows;
        }
    }

    /// <summary>Asks StarRocks; a refusal is an answer too.</summary>
    /// <exception cref="MySqlException">There is no answer.</exception>
    public static async Task<SqlAnswer> TryAskAsync(MySqlConnection connection, string sql, CancellationToken cancellation)
    {
        try
        {
            return new SqlAnswer.Rows(await AskAsync(connection, sql, cancellation).ConfigureAwait(false));
        }
        catch (MySqlException e) when (ServerFailure.Of(e) is { IsAnswer: true } failure)
        {
            return new SqlAnswer.Refused(failure.Words);
        }
    }
}
