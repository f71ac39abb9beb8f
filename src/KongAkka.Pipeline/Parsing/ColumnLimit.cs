using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using KongAkka.Parsing;

namespace KongAkka.Pipeline.Parsing;

/// <summary>What one column can hold, in a form that is quick to check.</summary>
internal readonly struct ColumnLimit
{
    private const int DateTimeLength = 19;

    private readonly ColumnType _type;

    private readonly bool _isRequired;
    private readonly int _maxBytes;
    private readonly int _maxCharacters;

    private ColumnLimit(Column column)
    {
        _type = column.Type;
        _isRequired = column.IsRequired;
        _maxBytes = column.Type == ColumnType.Varchar ? column.MaxBytes : int.MaxValue;
        _maxCharacters = column.MaxCharacters;
    }

    /// <summary>Bytes with which a value fits in any case; any number for a type that is not measured by its length.</summary>
    public int SafeBytes => Math.Min(_maxBytes, _maxCharacters);

    /// <summary>Whether a value fits when it has no more than <see cref="SafeBytes"/> bytes.</summary>
    public bool IsLengthOnly => !_isRequired && _type is (ColumnType.Varchar or ColumnType.Int);

    public static ColumnLimit Of(Column column) => new(column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Fits(RowBatch rows, in Cell cell) => !(_isRequired && cell.IsNull) && _type switch
    {
        ColumnType.Varchar => cell.ByteLength <= SafeBytes || FitsExactly(rows.TextOf(cell), cell.ByteLength),
        ColumnType.Int => true,
        ColumnType.Double => cell.IsNull || double.IsFinite(cell.Double),
        ColumnType.DateTime => cell.IsNull || (cell.Length == DateTimeLength && IsDateTime(rows.TextOf(cell))),
        _ => throw new InvalidOperationException($"no limit is known for a column of type {_type}"),
    };

    /// <summary>A sentence that names the column, the value's size and the limit.</summary>
    public string Describe(Column column, RowBatch rows, Cell cell) => cell.IsNull ? $"{column.Name} has no value, its column is NOT NULL." : _type switch
    {
        ColumnType.Varchar => string.Create(
            CultureInfo.InvariantCulture, $"{column.Name} has {cell.ByteLength} bytes, its column holds {(cell.ByteLength > _maxBytes ? $"{_maxBytes}" : $"{_maxCharacters} characters")}."),
        ColumnType.Double => string.Create(
            CultureInfo.InvariantCulture, $"{column.Name} is {cell.Double}, its column holds finite numbers only."),
        _ => $"{column.Name} is '{JsonText.ToString(rows.TextOf(cell))}', its column holds 0000-01-01 00:00:00 to 9999-12-31 23:59:59.",
    };

    private bool FitsExactly(ReadOnlySpan<byte> encoded, int byteLength) =>
        byteLength <= _maxBytes && JsonText.Truncate(encoded, _maxBytes, _maxCharacters, out _) == encoded.Length;

    // Two overlapping loads cover the 19 bytes; each byte has to lie between those of the least and the greatest text of the form.
    private static bool IsDateTime(ReadOnlySpan<byte> text) =>
        AllBetween(text[..16], "0000-00-00 00:00"u8, "9999-19-39 29:59"u8) && AllBetween(text[3..], "0-00-00 00:00:00"u8, "9-19-39 29:59:59"u8);

    private static bool AllBetween(ReadOnlySpan<byte> text, ReadOnlySpan<byte> least, ReadOnlySpan<byte> greatest)
    {
        var bytes = Vector128.Create(text);
        return Vector128.GreaterThanOrEqualAll(bytes, Vector128.Create(least)) && Vector128.LessThanOrEqualAll(bytes, Vector128.Create(greatest));
    }
}
