using KongAkka.Parsing;
using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Pipeline.StarRocks.Tables;

/// <summary>
/// The statements that make a table for a rule, as a script for a MySQL client: one <c>CREATE TABLE</c>, and in comments why it is so, the article's table instead
/// of it, and what the user must be granted. Pure; sources: StarRocks' pages "Expression partitioning", "Random bucketing" and "GRANT".
/// </summary>
public static class TableDdl
{
    /// <summary>The user named in the grants where the job's own needs none.</summary>
    private const string ExampleUser = "kongakka";

    private const string Root = "root";

    /// <summary>The lines of the script.</summary>
    /// <param name="settings">The table's name and its user.</param>
    /// <param name="schema">The columns that the rule fills; its first <see cref="ColumnType.DateTime"/> parts the table into days.</param>
    public static IEnumerable<string> Script(StarRocksSettings settings, RowSchema schema) => Script(settings.Database, settings.Table, settings.Username, schema);

    /// <summary>The lines of the script.</summary>
    /// <param name="database">The database.</param>
    /// <param name="name">The table's name in it.</param>
    /// <param name="user">Who loads.</param>
    /// <param name="schema">The columns that the rule fills; its first <see cref="ColumnType.DateTime"/> parts the table into days.</param>
    public static IEnumerable<string> Script(string database, string name, string user, RowSchema schema)
    {
        var table = SqlLiteral.Name(database, name);
        var day = SqlLiteral.Name(schema.Columns.First(column => column.Type == ColumnType.DateTime).Name);
        return
        [
            .. Reasons(schema).Select(Comment),
            .. Better(table, schema, day),
            Comment("The article's table, instead of the one above: one partition for all time, and all records of a second in one bucket."),
            .. Article(table, schema).Select(Comment),
            .. Grants(user, table).Select(Comment),
        ];
    }

    /// <summary>Who is named in grants to a user: root needs none.</summary>
    /// <param name="name">The user's name.</param>
    internal static string Grantee(string name) => SqlLiteral.Text(name == Root ? ExampleUser : name) + "@'%'";

    private static IEnumerable<string> Reasons(RowSchema schema)
    {
        yield return "A partition a day: a query for some days reads those alone, and old days go at once. A record of a wild date makes a partition of its own.";
        yield return "To keep the newest 90 days only, add \"partition_live_number\" = \"90\" to the properties.";
        yield return "Random buckets, whose number grows with the data: a burst of records of one second is spread over all of them.";
        foreach (var column in schema.Columns.Where(column => column.MaxBytes >= ColumnDdl.StringBytes))
            yield return $"{column.Name} takes {ColumnDdl.MostBytes} bytes, the most there are: STRING ends at {ColumnDdl.StringBytes}, and longer lines are rejected.";
        yield return "Every column takes NULL: a record may lack any of them.";
        yield return "replication_num: the copies of the data. With 1 a lost BE is lost data: write 3 where there are three BEs or more. It says nothing where the data is shared.";
    }

    private static IEnumerable<string> Better(string table, RowSchema schema, string day) =>
    [
        .. Head(table, schema, ColumnDdl.WideTypeOf),
        $"PARTITION BY date_trunc('day', {day})",
        "DISTRIBUTED BY RANDOM",
        "PROPERTIES (\"replication_num\" = \"1\");",
    ];

    private static IEnumerable<string> Article(string table, RowSchema schema) =>
    [
        .. Head(table, schema, ColumnDdl.ArticleTypeOf),
        $"DISTRIBUTED BY HASH({SqlLiteral.Name(schema.Columns[0].Name)}) BUCKETS 10",
        "PROPERTIES (\"replication_num\" = \"1\");",
    ];

    private static IEnumerable<string> Head(string table, RowSchema schema, Func<Column, string> type) =>
    [
        $"CREATE TABLE {table} (",
        .. schema.Columns.Select((column, index) => $"    {SqlLiteral.Name(column.Name)} {type(column)} NULL{(index + 1 < schema.Width ? "," : "")}"),
        ")",
        $"DUPLICATE KEY ({SqlLiteral.Name(schema.Columns[0].Name)})",
    ];

    private static IEnumerable<string> Grants(string name, string table)
    {
        var isRoot = name == Root;
        var user = Grantee(name);
        yield return isRoot ? "root may do everything. What a user of the service's own needs:" : "What the user needs:";
        yield return $"GRANT INSERT, SELECT ON TABLE {table} TO USER {user};";
        yield return "INSERT loads and asks what became of a load; SELECT lets the table be compared with the rule, and a load be looked for whose label is forgotten.";
        yield return "Beside that, so that check reads label_keep_max_second and label_keep_max_num instead of assuming them, and a label forgotten within a month is found:";
        yield return $"GRANT OPERATE ON SYSTEM TO USER {user};";
        yield return $"GRANT SELECT ON TABLE _statistics_.loads_history TO USER {user};";
    }

    private static string Comment(string line) => "-- " + line.ReplaceLineEndings(" ");
}
