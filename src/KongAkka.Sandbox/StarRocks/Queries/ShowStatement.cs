using System.Text.RegularExpressions;
using KongAkka.Sandbox.StarRocks.Storage;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks.Queries;

/// <summary>The statements that show the catalog, as a SELECT over <c>information_schema</c>.</summary>
internal sealed partial class ShowStatement(Cluster cluster, string? database)
{
    /// <summary>The SELECT that answers a statement; null when it is none of these.</summary>
    /// <param name="sql">The statement in DuckDB's words.</param>
    /// <exception cref="SqlRefusedException">It names what is not there.</exception>
    public string? ToSelect(string sql)
    {
        if (Databases().IsMatch(sql))
            return $"SELECT name AS \"Database\" FROM (VALUES {string.Join(", ", cluster.Catalog.Databases.Append(InformationSchema.Name).Select(d => $"({SqlText.Literal(d)})"))}) AS d(name) ORDER BY 1";
        if (Tables().Match(sql) is { Success: true } tables)
        {
            var of = Existing(tables.Groups["db"].Success ? Plain(tables.Groups["db"].Value) : null);
            return $"SELECT TABLE_NAME AS {SqlText.Name($"Tables_in_{of}")} FROM {InformationSchema.StoredName}.tables WHERE TABLE_SCHEMA = {SqlText.Literal(of)} ORDER BY 1";
        }

        if (Create().Match(sql) is { Success: true } create) return ShowCreate(create);
        if (Configuration().Match(sql) is { Success: true } configuration) return ShowConfiguration(configuration.Groups["like"]);
        if (Nodes().Match(sql) is { Success: true } nodes) return ShowNodes(nodes.Groups["backends"].Success);
        return Describe().Match(sql) is { Success: true } describe ? DescribeTable(describe) : null;
    }

    private string ShowConfiguration(Group pattern)
    {
        var retention = cluster.Labels.Retention;
        return $"""
            SELECT * FROM (VALUES
                ('label_keep_max_num', '[]', '{retention.Count}', 'int', 'true', ''),
                ('label_keep_max_second', '[]', '{(long)retention.Age.TotalSeconds}', 'int', 'true', ''))
            AS c("Key", "AliasNames", "Value", "Type", "IsMutable", "Comment")
            WHERE "Key" LIKE {SqlText.Literal(pattern.Success ? pattern.Value : "%")} ORDER BY 1
            """;
    }

    // The data is not shared: all nodes are BEs. StarRocks shows thirty columns.
    private string ShowNodes(bool areBackends) => $"""
        SELECT * FROM (VALUES ('10001', '127.0.0.1', '9050', '9060', '{cluster.BackendPort}', '8060', '', '', 'true', 'false'))
        AS n("BackendId", "IP", "HeartbeatPort", "BePort", "HttpPort", "BrpcPort", "LastStartTime", "LastHeartbeat", "Alive", "SystemDecommissioned")
        WHERE {(areBackends ? "TRUE" : "FALSE")}
        """;

    private string ShowCreate(Match statement)
    {
        var table = Existing(statement).Table;
        var columns = string.Join(",\n", table.Columns.Select(c => $"  `{c.Name}` {c.ColumnType} {(c.Nullable ? "NULL" : "NOT NULL")} COMMENT \"\""));
        var ddl = $"CREATE TABLE `{table.Name}` (\n{columns}\n) ENGINE=OLAP \nDUPLICATE KEY(`{table.Columns[0].Name}`)\nDISTRIBUTED BY RANDOM\nPROPERTIES (\n\"replication_num\" = \"1\"\n);";
        return $"SELECT {SqlText.Literal(table.Name)} AS \"Table\", {SqlText.Literal(ddl)} AS \"Create Table\"";
    }

    private string DescribeTable(Match statement)
    {
        var (of, table) = Existing(statement);
        return $"""
            SELECT COLUMN_NAME AS "Field", COLUMN_TYPE AS "Type", IS_NULLABLE AS "Null",
                CASE COLUMN_KEY WHEN '' THEN 'false' ELSE 'true' END AS "Key", COLUMN_DEFAULT AS "Default", EXTRA AS "Extra"
            FROM {InformationSchema.StoredName}.columns
            WHERE TABLE_SCHEMA = {SqlText.Literal(of)} AND TABLE_NAME = {SqlText.Literal(table.Name)} ORDER BY ORDINAL_POSITION
            """;
    }

    private (string Database, TableDefinition Table) Existing(Match statement)
    {
        var of = Existing(statement.Groups["db"].Success ? Plain(statement.Groups["db"].Value) : null);
        var name = Plain(statement.Groups["table"].Value);
        if (!cluster.Catalog.TryGet(of, name, out var table)) throw new SqlRefusedException($"Getting analyzing error. Detail message: Unknown table '{of}.{name}'.");
        return (of, table);
    }

    private string Existing(string? named)
    {
        var of = named ?? database ?? throw new SqlRefusedException("Getting analyzing error. Detail message: No database selected.");
        return cluster.Catalog.HasDatabase(of) ? of : throw new SqlRefusedException($"Getting analyzing error. Detail message: Unknown database '{of}'.");
    }

    private static string Plain(string name) => name.Trim('"');

    [GeneratedRegex(@"^show\s+(databases|schemas)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Databases();

    [GeneratedRegex(@"^show\s+(full\s+)?tables(\s+(from|in)\s+(?<db>""[^""]+""|\w+))?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tables();

    [GeneratedRegex(@"^admin\s+show\s+frontend\s+config(\s+like\s+'(?<like>[^']*)')?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Configuration();

    [GeneratedRegex(@"^show\s+((?<backends>backends)|compute\s+nodes)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Nodes();

    [GeneratedRegex(@"^show\s+create\s+table\s+((?<db>""[^""]+""|\w+)\.)?(?<table>""[^""]+""|\w+)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Create();

    [GeneratedRegex(@"^(desc|describe|show\s+(full\s+)?columns\s+(from|in))\s+((?<db>""[^""]+""|\w+)\.)?(?<table>""[^""]+""|\w+)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Describe();
}
