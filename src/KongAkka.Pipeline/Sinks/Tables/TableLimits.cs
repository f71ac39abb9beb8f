using KongAkka.Parsing;

namespace KongAkka.Pipeline.Sinks.Tables;

/// <summary>Draws the limits of a table's columns into the columns that a rule fills, and tells when they are no longer what they were. Pure.</summary>
internal static class TableLimits
{
    /// <summary>The rule's columns with the table's limits, whether narrower or wider.</summary>
    /// <param name="schema">The rule's columns.</param>
    /// <param name="table">The table's.</param>
    public static RowSchema Apply(RowSchema schema, IReadOnlyList<TableColumn> table) =>
        new([.. schema.Columns.Select(column => Find(table, column) is { } other ? Apply(column, other) : column)]);

    /// <summary>What has changed about the columns that the rule fills, as a sentence; null when nothing has. Further columns that take NULL change nothing.</summary>
    /// <param name="schema">The rule's columns.</param>
    /// <param name="before">The table's columns as they were.</param>
    /// <param name="now">The table's columns as they are.</param>
    public static string? Change(RowSchema schema, IReadOnlyList<TableColumn> before, IReadOnlyList<TableColumn> now)
    {
        foreach (var column in schema.Columns)
        {
            // A default says nothing here: the rule's columns are always sent.
            var (was, @is) = (Describe(Find(before, column)), Describe(Find(now, column)));
            if (was != @is) return $"Column {column.Name} was {was} and is {@is}.";
        }

        return now.FirstOrDefault(column => !column.IsNullable && !column.HasDefault && !before.Contains(column)) is { } added
            ? $"Column {added.Name} is NOT NULL and was not when the job started."
            : null;
    }

    private static Column Apply(Column column, TableColumn other) => column with
    {
        MaxBytes = column.Type == ColumnType.Varchar && other.MaxBytes is { } bytes ? (int)Math.Min(int.MaxValue, bytes) : column.MaxBytes,
        MaxCharacters = (int)Math.Min(int.MaxValue, other.MaxCharacters ?? int.MaxValue),
        IsRequired = !other.IsNullable && !other.HasDefault,
    };

    private static TableColumn? Find(IReadOnlyList<TableColumn> table, Column column) =>
        table.FirstOrDefault(other => string.Equals(other.Name, column.Name, StringComparison.OrdinalIgnoreCase));

    private static string Describe(TableColumn? column) => column is null
        ? "not there"
        : $"{column.Type.ToUpperInvariant()}{(column.MaxBytes is { } bytes ? $"({bytes})" : "")}{(column.IsNullable ? "" : " NOT NULL")}";
}
