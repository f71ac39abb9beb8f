using System.Globalization;

namespace KongAkka.Pipeline.Sinks.Tables;

/// <summary>A column as <c>information_schema.columns</c> describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in lower case, without length.</param>
/// <param name="MaxBytes">For texts the bytes it holds; null when it is not told.</param>
/// <param name="IsNullable">Whether it takes NULL.</param>
/// <param name="HasDefault">Whether it fills itself when nothing is sent.</param>
internal sealed record TableColumn(string Name, string Type, long? MaxBytes, bool IsNullable, bool HasDefault)
{
    /// <summary>For texts that are measured so, the characters that it holds; null elsewhere.</summary>
    public long? MaxCharacters { get; init; }

    /// <summary>The question whose rows <see cref="Read"/> understands.</summary>
    public static string Query(string database, string table) =>
        "SELECT column_name, data_type, character_maximum_length, is_nullable, column_default FROM information_schema.columns"
        + $" WHERE table_schema = {SqlLiteral.Text(database)} AND table_name = {SqlLiteral.Text(table)} ORDER BY ordinal_position";

    /// <summary>Reads a row of the answer.</summary>
    public static TableColumn Read(IReadOnlyList<string?> row) => new(
        row[0] ?? "",
        (row[1] ?? "").Split('(')[0].Trim().ToLowerInvariant(),
        long.TryParse(row[2], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null,
        !string.Equals(row[3], "NO", StringComparison.OrdinalIgnoreCase),
        row[4] is not null);
}
