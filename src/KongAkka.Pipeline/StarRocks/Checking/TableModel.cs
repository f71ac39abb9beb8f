using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Pipeline.StarRocks.Checking;

/// <summary>What the model of a table means for its rows. Pure.</summary>
internal static class TableModel
{
    private const string Remedy = "Make a table of the model DUPLICATE KEY (kongakka check --print-ddl shows one), or see to it that no two rows share a key.";

    /// <summary>The question for the model: StarRocks' <c>information_schema.tables_config</c>.</summary>
    /// <param name="database">The database.</param>
    /// <param name="table">The table.</param>
    public static string Query(string database, string table) =>
        "SELECT TABLE_MODEL FROM information_schema.tables_config"
        + $" WHERE TABLE_SCHEMA = {SqlLiteral.Text(database)} AND TABLE_NAME = {SqlLiteral.Text(table)}";

    /// <summary>What is wrong with the model that an answer tells; null when it keeps every row, or is not told.</summary>
    /// <param name="answer">What came of the question.</param>
    public static TableFinding? Find(SqlAnswer answer) => answer is SqlAnswer.Rows { Values: [[var model, ..]] } ? Find(model) : null;

    /// <summary>What is wrong with a model; null when it keeps every row, or is not known.</summary>
    /// <param name="model"><c>DUP_KEYS</c>, <c>PRI_KEYS</c>, <c>UNQ_KEYS</c> or <c>AGG_KEYS</c>.</param>
    private static TableFinding? Find(string? model) => model switch
    {
        "PRI_KEYS" => Finding("The table is of the model PRIMARY KEY: of rows with the same key it keeps the one loaded last, so it has fewer rows than were loaded."),
        "UNQ_KEYS" => Finding("The table is of the model UNIQUE KEY: of rows with the same key it shows the one loaded last, so it has fewer rows than were loaded."),
        "AGG_KEYS" => Finding("The table is of the model AGGREGATE KEY: rows with the same key are put together into one, so it has fewer rows than were loaded."),
        _ => null,
    };

    private static TableFinding Finding(string what) => new(FindingKind.Warns, what, Remedy);
}
