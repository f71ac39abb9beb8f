using System.Numerics;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>The type of a column as the protocol tells it (<c>MYSQL_TYPE_…</c>).</summary>
/// <param name="Code">Its number.</param>
/// <param name="Charset">Its character set: 33 is UTF-8, 63 that of what is no text.</param>
/// <param name="Length">The most letters of a value.</param>
/// <param name="Decimals">The digits behind the point; 31 when they vary.</param>
internal sealed record ResultType(byte Code, ushort Charset, uint Length, byte Decimals = 0)
{
    private const ushort Utf8 = 33;
    private const ushort Binary = 63;

    /// <summary>A text.</summary>
    public static ResultType Text { get; } = new(253, Utf8, 1_048_576);

    /// <summary>A whole number of 64 bits.</summary>
    public static ResultType Number { get; } = new(8, Binary, 20);

    /// <summary>The type for values of DuckDB's.</summary>
    public static ResultType Of(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => new ResultType(1, Binary, 1),
        TypeCode.SByte or TypeCode.Byte => new ResultType(1, Binary, 4),
        TypeCode.Int16 or TypeCode.UInt16 => new ResultType(2, Binary, 6),
        TypeCode.Int32 => new ResultType(3, Binary, 11),
        TypeCode.UInt32 or TypeCode.Int64 or TypeCode.UInt64 => Number,
        TypeCode.Single => new ResultType(4, Binary, 12, 31),
        TypeCode.Double => new ResultType(5, Binary, 22, 31),
        TypeCode.Decimal => new ResultType(246, Binary, 40, 9),
        TypeCode.DateTime => new ResultType(12, Binary, 26, 6),
        _ when type == typeof(BigInteger) => Number,
        _ when type == typeof(DateOnly) => new ResultType(10, Binary, 10),
        _ when type == typeof(DateTimeOffset) => new ResultType(12, Binary, 26, 6),
        _ => Text,
    };
}
