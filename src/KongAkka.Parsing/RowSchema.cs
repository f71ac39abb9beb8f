namespace KongAkka.Parsing;

/// <summary>The columns that a rule fills, in the table's order. All that lies behind the rule knows columns only through it.</summary>
public sealed class RowSchema
{
    private readonly Column[] _columns;

    /// <summary>Makes a schema of the given columns.</summary>
    /// <param name="columns">The columns in the table's order; at most 255.</param>
    public RowSchema(params Column[] columns)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns.Length, byte.MaxValue);
        _columns = columns;
    }

    /// <summary>The columns in the table's order.</summary>
    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>How many columns a row has.</summary>
    public int Width => _columns.Length;
}
