namespace KongAkka.Sandbox.StarRocks.Tables;

/// <summary>The column types that the embedded StarRocks knows.</summary>
public enum TableColumnType
{
    /// <summary><c>DATETIME</c>: microseconds, no zone, years 0000 to 9999.</summary>
    DateTime,

    /// <summary><c>VARCHAR(n)</c>: text of at most n bytes of UTF-8; <c>STRING</c> is <c>VARCHAR(65533)</c>.</summary>
    Varchar,

    /// <summary><c>INT</c>: 32 bits, signed.</summary>
    Int,

    /// <summary><c>BIGINT</c>: 64 bits, signed.</summary>
    BigInt,

    /// <summary><c>DOUBLE</c>: a finite 64-bit floating-point number.</summary>
    Double,
}
