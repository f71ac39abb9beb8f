using System.Text.RegularExpressions;
using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.Sandbox.StarRocks.Storage;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks.Queries;

/// <summary>The statements that show the catalog, as a SELECT over <c>information_schema</c>.</summary>
internal sealed partial class ShowStatement(TableCatalog catalog, LabelRegistry labels, string? database)
{
    /// <summary>The SELECT that answers a statement; null when it is none of these.</summary>
    /// <param name="sql">The statement in DuckDB's words.</param>
    /// <exception cref="SqlRefusedException">It names what is not there.</exception>
    public string? ToSelect(string sql)
    {
        if (Databases().IsMatch(sql))
            return $"SELECT name AS \"Database\" FROM (VALUES {string.Join(", ", catalog.Databases.Append(InformationSchema.Name).Select(d => $"({SqlText.Literal(d)})"))}) AS d(name) ORDER BY 1";
        if (Tables().Match(sql) is { Success: true } tables)
        {
            var of = Existing(tables.Groups["db"].Success ? Plain(tables.Groups["db"].Value) : null);
            return $"SELECT TABLE_NAME AS {SqlText.Name($"Tables_in_{of}")} FROM {InformationSchema.StoredName}.tables WHERE TABLE_SCHEMA = {SqlText.Literal(of)} ORDER BY 1";
        }

        if (Configuration().Match(sql) is { Success: true } configuration) return ShowConfiguration(configuration.Groups["like"]);
        return Describe().Match(sql) is { Success: true } describe ? DescribeTable(describe) : null;
    }

    private string ShowConfiguration(Group pattern)
    {
        var retention = labels.Retention;
        return $"""
            SELECT * FROM (VALUES
                ('label_keep_max_num', '[]', '{retention.Count}', 'int', 'true', ''),
                ('label_keep_max_second', '[]', '{(long)retention.Age.TotalSeconds}', 'int', 'true', ''))
            AS c("Key", "AliasNames", "Value", "Type", "IsMutable", "Comment")
            WHERE "Key" LIKE {SqlText.Literal(pattern.Success ? pattern.Value : "%")} ORDER BY 1
            """;
    }

    private string DescribeTable(Match statement)
    {
        var of = Existing(statement.Groups["db"].Success ? Plain(statement.Groups["db"].Value) : null);
        var table = Plain(statement.Groups["table"].Value);
        if (!catalog.TryGet(of, table, out _)) throw new SqlRefusedException($"Getting analyzing error. Detail message: Unknown table '{of}.{table}'.");
        return $"""
            SELECT COLUMN_NAME AS "Field", COLUMN_TYPE AS "Type", IS_NULLABLE AS "Null",
                CASE COLUMN_KEY WHEN '' THEN 'false' ELSE 'true' END AS "Key", COLUMN_DEFAULT AS "Default", EXTRA AS "Extra"
            FROM {InformationSchema.StoredName}.columns
            WHERE TABLE_SCHEMA = {SqlText.Literal(of)} AND TABLE_NAME = {SqlText.Literal(table)} ORDER BY ORDINAL_POSITION
            """;
    }

    private string Existing(string? named)
    {
        var of = named ?? database ?? throw new SqlRefusedException("Getting analyzing error. Detail message: No database selected.");
        return catalog.HasDatabase(of) ? of : throw new SqlRefusedException($"Getting analyzing error. Detail message: Unknown database '{of}'.");
    }

    private static string Plain(string name) => name.Trim('"');

    [GeneratedRegex(@"^show\s+(databases|schemas)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Databases();

    [GeneratedRegex(@"^show\s+(full\s+)?tables(\s+(from|in)\s+(?<db>""[^""]+""|\w+))?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tables();

    [GeneratedRegex(@"^admin\s+show\s+frontend\s+config(\s+like\s+'(?<like>[^']*)')?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Configuration();

    [GeneratedRegex(@"^(desc|describe|show\s+(full\s+)?columns\s+(from|in))\s+((?<db>""[^""]+""|\w+)\.)?(?<table>""[^""]+""|\w+)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Describe();
}
