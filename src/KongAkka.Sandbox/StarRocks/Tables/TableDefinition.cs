namespace KongAkka.Sandbox.StarRocks.Tables;

/// <summary>A Duplicate Key table: its name and its columns; the first column is the key.</summary>
public sealed class TableDefinition
{
    private readonly TableColumn[] _columns;

    /// <summary>Defines a table.</summary>
    /// <param name="name">The name; StarRocks tells upper from lower case in it.</param>
    /// <param name="columns">The columns in order, 1 to 64, no name twice.</param>
    /// <exception cref="ArgumentException">A name is empty or used twice, a VARCHAR has no length, or the number of columns is out of range.</exception>
    public TableDefinition(string name, params TableColumn[] columns)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (columns.Length is 0 or > 64) throw new ArgumentException($"Table {name} needs 1 to 64 columns.", nameof(columns));
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in columns)
        {
            if (string.IsNullOrWhiteSpace(column.Name) || !names.Add(column.Name))
                throw new ArgumentException($"Table {name} has an empty or repeated column name: '{column.Name}'.", nameof(columns));
            if (column.Type == TableColumnType.Varchar && column.Bytes <= 0)
                throw new ArgumentException($"Column {column.Name} of table {name} needs its length in bytes.", nameof(columns));
        }

        Name = name;
        _columns = [.. columns];
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The columns in the table's order.</summary>
    public IReadOnlyList<TableColumn> Columns => _columns;

    /// <summary>The index of a column, found regardless of case, or -1.</summary>
    /// <param name="column">The column's name.</param>
    public int IndexOf(string column) =>
        Array.FindIndex(_columns, c => string.Equals(c.Name, column, StringComparison.OrdinalIgnoreCase));

    /// <summary>The table with a column in place of the one of that name, or behind the others when there is none.</summary>
    /// <param name="column">The column.</param>
    public TableDefinition With(TableColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        var at = IndexOf(column.Name);
        return new TableDefinition(Name, at < 0 ? [.. _columns, column] : [.. _columns[..at], column, .. _columns[(at + 1)..]]);
    }

    /// <summary>The table without a column.</summary>
    /// <param name="column">The column's name.</param>
    /// <exception cref="ArgumentException">There is no such column, or no other.</exception>
    public TableDefinition Without(string column)
    {
        var dropped = Column(column);
        return new TableDefinition(Name, [.. _columns.Where(c => c != dropped)]);
    }

    /// <summary>A column, found regardless of case.</summary>
    /// <param name="name">The column's name.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public TableColumn Column(string name) => IndexOf(name) is var at and >= 0
        ? _columns[at]
        : throw new ArgumentException($"Table {Name} has no column '{name}'; it has {string.Join(", ", _columns.Select(c => c.Name))}.", nameof(name));
}
