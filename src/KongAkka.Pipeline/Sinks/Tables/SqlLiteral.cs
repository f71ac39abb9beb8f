namespace KongAkka.Pipeline.Sinks.Tables;

/// <summary>Values and names as StarRocks' SQL writes them.</summary>
internal static class SqlLiteral
{
    /// <summary>A text in quotes.</summary>
    public static string Text(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A name in back-quotes.</summary>
    public static string Name(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary>The full name of a table.</summary>
    public static string Name(string database, string table) => $"{Name(database)}.{Name(table)}";
}
