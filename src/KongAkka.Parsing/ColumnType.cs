namespace KongAkka.Parsing;

/// <summary>The type of a table column, in StarRocks' words.</summary>
public enum ColumnType
{
    /// <summary>A date and time without zone, written <c>yyyy-MM-dd HH:mm:ss</c>; a text cell of that form.</summary>
    DateTime,

    /// <summary>Text of at most <see cref="Column.MaxBytes"/> bytes of UTF-8.</summary>
    Varchar,

    /// <summary>A 32-bit signed integer.</summary>
    Int,

    /// <summary>A 64-bit floating-point number.</summary>
    Double,
}
