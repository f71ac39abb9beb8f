namespace KongAkka.Parsing;

/// <summary>One column of a table as a rule fills it.</summary>
/// <param name="Name">The column's name in the table.</param>
/// <param name="Type">The column's type.</param>
/// <param name="MaxBytes">For <see cref="ColumnType.Varchar"/> the most bytes of UTF-8 it holds; 0 for the other types.</param>
/// <param name="IsRequired">Whether the table takes no row without a value for it; no by default.</param>
public sealed record Column(string Name, ColumnType Type, int MaxBytes = 0, bool IsRequired = false)
{
    /// <summary>For <see cref="ColumnType.Varchar"/> the most characters that it holds, where a table counts them (MySQL); any number by default.</summary>
    public int MaxCharacters { get; init; } = int.MaxValue;
}
