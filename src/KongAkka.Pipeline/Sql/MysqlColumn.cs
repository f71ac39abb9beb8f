using System.Globalization;
using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Pipeline.Sql;

/// <summary>A column as <c>information_schema.columns</c> of MySQL and MariaDB describes it: texts are measured in characters.</summary>
internal static class MysqlColumn
{
    /// <summary>The question whose rows <see cref="Read"/> understands.</summary>
    /// <param name="settings">The table.</param>
    public static string Query(MysqlSettings settings) =>
        "SELECT column_name, data_type, character_octet_length, is_nullable, column_default, character_maximum_length, extra FROM information_schema.columns"
        + $" WHERE table_schema = {SqlLiteral.Text(settings.Database)} AND table_name = {SqlLiteral.Text(settings.Table)} ORDER BY ordinal_position";

    /// <summary>Reads a row of the answer.</summary>
    public static TableColumn Read(IReadOnlyList<string?> row) => TableColumn.Read(row) with
    {
        MaxCharacters = long.TryParse(row[5], NumberStyles.None, CultureInfo.InvariantCulture, out var characters) ? characters : null,
        HasDefault = row[4] is not null || (row[6] ?? "").Length > 0,
    };
}
