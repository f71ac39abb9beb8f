using System.Globalization;

namespace KongAkka.Sandbox.StarRocks.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Name">The name as it was created; StarRocks finds columns regardless of case.</param>
/// <param name="Type">The type.</param>
/// <param name="Bytes">For <see cref="TableColumnType.Varchar"/> the most bytes of UTF-8 it holds; 0 for the other types.</param>
/// <param name="Nullable">Whether it may hold NULL; true by default, as in StarRocks.</param>
public sealed record TableColumn(string Name, TableColumnType Type, int Bytes = 0, bool Nullable = true)
{
    /// <summary>The bytes of StarRocks' <c>STRING</c>.</summary>
    public const int StringBytes = 65533;

    /// <summary>The type in <c>information_schema.columns.DATA_TYPE</c>: <c>varchar</c>, <c>int</c> …</summary>
    public string DataType => Type switch
    {
        TableColumnType.DateTime => "datetime",
        TableColumnType.Varchar => "varchar",
        TableColumnType.Int => "int",
        TableColumnType.BigInt => "bigint",
        _ => "double",
    };

    /// <summary>The type as StarRocks prints it in <c>DESC</c> and <c>COLUMN_TYPE</c>: <c>varchar(20)</c>, <c>int(11)</c> …</summary>
    public string ColumnType => Type switch
    {
        TableColumnType.Varchar => string.Create(CultureInfo.InvariantCulture, $"varchar({Bytes})"),
        TableColumnType.Int => "int(11)",
        TableColumnType.BigInt => "bigint(20)",
        _ => DataType,
    };

    /// <summary>The type as a table is declared with it: <c>VARCHAR(20)</c>, <c>INT</c> …</summary>
    internal string DeclaredType => Type == TableColumnType.Varchar ? ColumnType.ToUpperInvariant() : DataType.ToUpperInvariant();

    /// <summary>A <c>DATETIME</c> column.</summary>
    /// <param name="name">Its name.</param>
    public static TableColumn DateTime(string name) => new(name, TableColumnType.DateTime);

    /// <summary>A <c>VARCHAR</c> column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="bytes">The most bytes of UTF-8 it holds.</param>
    public static TableColumn Varchar(string name, int bytes) => new(name, TableColumnType.Varchar, bytes);

    /// <summary>A <c>STRING</c> column.</summary>
    /// <param name="name">Its name.</param>
    public static TableColumn Text(string name) => new(name, TableColumnType.Varchar, StringBytes);

    /// <summary>An <c>INT</c> column.</summary>
    /// <param name="name">Its name.</param>
    public static TableColumn Int(string name) => new(name, TableColumnType.Int);

    /// <summary>A <c>DOUBLE</c> column.</summary>
    /// <param name="name">Its name.</param>
    public static TableColumn Double(string name) => new(name, TableColumnType.Double);

    /// <summary>The same column, not taking NULL.</summary>
    public TableColumn NotNull() => this with { Nullable = false };
}
