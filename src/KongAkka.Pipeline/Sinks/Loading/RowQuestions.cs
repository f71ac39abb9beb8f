using KongAkka.Parsing;
using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>
/// Questions to a table that tell whether a load is in it. A load is there whole or not at all, so that one row of it that is not there proves that it was not
/// loaded; rows that are there may be those of other records that look the same.
/// </summary>
internal static class RowQuestions
{
    /// <summary>A value that is not there.</summary>
    public const string Null = "NULL";

    private const int Samples = 16;

    /// <summary>How far the rows lie apart that are asked for, so that they are picked evenly from all of a load.</summary>
    /// <param name="rows">The rows of the load.</param>
    public static int Step(int rows) => Math.Max(1, rows / Samples);

    /// <summary>The questions, each for the number of rows that look like one of the load.</summary>
    /// <param name="database">The database.</param>
    /// <param name="table">The table.</param>
    /// <param name="schema">Its columns.</param>
    /// <param name="rows">Every <see cref="Step"/>-th row of the load: a SQL literal for each column.</param>
    public static IReadOnlyList<string> Of(string database, string table, RowSchema schema, IEnumerable<IReadOnlyList<string>> rows)
    {
        // Numbers of type DOUBLE are left out: what is compared must be what was sent, to the bit.
        var columns = schema.Columns.Select((column, index) => (column.Name, column.Type, index)).Where(c => c.Type != ColumnType.Double).ToList();
        return [.. rows.Take(Samples).Select(row =>
            $"SELECT COUNT(*) FROM {SqlLiteral.Name(database, table)} WHERE {string.Join(" AND ", columns.Select(c => Condition(c.Name, row[c.index])))}")];
    }

    private static string Condition(string column, string literal) => $"{SqlLiteral.Name(column)} {(literal == Null ? "IS NULL" : $"= {literal}")}";
}
