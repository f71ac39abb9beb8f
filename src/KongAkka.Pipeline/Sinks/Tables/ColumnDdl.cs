using System.Globalization;
using KongAkka.Parsing;

namespace KongAkka.Pipeline.Sinks.Tables;

/// <summary>Columns as StarRocks' DDL writes them.</summary>
internal static class ColumnDdl
{
    /// <summary>The most bytes that a text column can have.</summary>
    public const int MostBytes = 1_048_576;

    /// <summary>What <c>STRING</c> stands for.</summary>
    public const int StringBytes = 65_533;

    /// <summary>The type of a column, as narrow as the rule has it.</summary>
    public static string TypeOf(Column column) => column.Type == ColumnType.Varchar ? Varchar(column.MaxBytes) : column.Type.ToString().ToUpperInvariant();

    /// <summary>The type of a column with all the room there is where the rule takes a whole line.</summary>
    public static string WideTypeOf(Column column) => column.MaxBytes >= StringBytes ? Varchar(MostBytes) : TypeOf(column);

    /// <summary>The type of a column as the article writes it.</summary>
    public static string ArticleTypeOf(Column column) => column.MaxBytes == StringBytes ? "STRING" : TypeOf(column);

    private static string Varchar(int bytes) => string.Create(CultureInfo.InvariantCulture, $"VARCHAR({bytes})");
}
