using KongAkka.Parsing;

namespace KongAkka.Pipeline.Sinks.Tables;

/// <summary>Compares the columns of a table with those that a rule fills.</summary>
internal static class TableComparison
{
    private static readonly string[] Texts = ["varchar", "char", "string", "tinytext", "text", "mediumtext", "longtext"];

    /// <summary>What does not go together; empty when all does.</summary>
    public static IReadOnlyList<TableFinding> Compare(RowSchema schema, IReadOnlyList<TableColumn> table) =>
    [
        .. schema.Columns.SelectMany(column => Compare(column, table.FirstOrDefault(other => IsNamed(other, column)))),
        .. table.Where(other => IsRequired(other) && !schema.Columns.Any(column => IsNamed(other, column))).Select(Unfilled),
    ];

    private static bool IsNamed(TableColumn other, Column column) => string.Equals(other.Name, column.Name, StringComparison.OrdinalIgnoreCase);

    private static bool IsRequired(TableColumn other) => !other.IsNullable && !other.HasDefault;

    private static IEnumerable<TableFinding> Compare(Column column, TableColumn? other)
    {
        if (other is null)
        {
            yield return Missing(column);
            yield break;
        }

        if (Holds(column, other) is { } kind) yield return Mistyped(kind, column, other);
        else if (column.Type == ColumnType.Varchar && (other.MaxCharacters ?? other.MaxBytes) < column.MaxBytes) yield return TooShort(column, other);
        if (!other.IsNullable) yield return NotNull(column, other);
    }

    private static FindingKind? Holds(Column column, TableColumn other) => (column.Type, other.Type) switch
    {
        (ColumnType.DateTime, "datetime" or "timestamp") => null,
        (ColumnType.DateTime, "date") => FindingKind.Warns,
        (ColumnType.Int, "int" or "integer" or "bigint" or "largeint" or "double" or "decimal") => null,
        (ColumnType.Int, "mediumint" or "smallint" or "tinyint" or "float") => FindingKind.Warns,
        (ColumnType.Double, "double") => null,
        (ColumnType.Double, "float" or "decimal") => FindingKind.Warns,
        (_, var type) when Texts.Contains(type) => null,
        _ => FindingKind.Fails,
    };

    private static TableFinding Missing(Column column) => new(
        FindingKind.Fails, $"The table has no column {column.Name}.", $"ALTER TABLE … ADD COLUMN {column.Name} {ColumnDdl.TypeOf(column)} NULL.");

    private static TableFinding Mistyped(FindingKind kind, Column column, TableColumn other) => new(
        kind,
        $"Column {other.Name} is {other.Type.ToUpperInvariant()}, values are {ColumnDdl.TypeOf(column)}.",
        $"ALTER TABLE … MODIFY COLUMN {other.Name} {ColumnDdl.TypeOf(column)}.");

    private static TableFinding TooShort(Column column, TableColumn other) => new(
        FindingKind.Warns,
        $"Column {other.Name} holds {(other.MaxCharacters is { } characters ? $"{characters} characters" : $"{other.MaxBytes} bytes")}, values may have {column.MaxBytes}: a load with a longer one is refused.",
        $"ALTER TABLE … MODIFY COLUMN {other.Name} {ColumnDdl.TypeOf(column)}.");

    private static TableFinding NotNull(Column column, TableColumn other) => new(
        FindingKind.Warns,
        $"Column {other.Name} is NOT NULL: a load with a row that has no value for it is refused.",
        $"ALTER TABLE … MODIFY COLUMN {other.Name} {ColumnDdl.TypeOf(column)} NULL.");

    private static TableFinding Unfilled(TableColumn other) => new(
        FindingKind.Warns,
        $"Column {other.Name} is NOT NULL, has no default and is not filled by the rule: loads are refused unless the table fills it by itself.",
        $"Give it a default, or ALTER TABLE … MODIFY COLUMN {other.Name} to take NULL.");
}
