namespace KongAkka.Parsing;

/// <summary>
/// One value of a row: a text in the batch's buffer, a number, or nothing. Sixteen bytes, so that a row of nine lies in three cache lines.
/// </summary>
public readonly struct Cell
{
    private readonly long _bits;
    private readonly int _length;
    private readonly int _byteLength;

    private Cell(long bits, int length, int byteLength)
    {
        _bits = bits;
        _length = length;
        _byteLength = byteLength;
    }

    /// <summary>SQL's NULL.</summary>
    public static Cell Null => new(0, 0, -1);

    /// <summary>Whether the cell is SQL's NULL.</summary>
    public bool IsNull => _byteLength < 0;

    /// <summary>Where an encoded text begins in <see cref="RowBatch.Text"/>.</summary>
    public int Start => (int)_bits;

    /// <summary>The bytes that an encoded text takes in <see cref="RowBatch.Text"/>.</summary>
    public int Length => _length;

    /// <summary>The bytes of UTF-8 that a text has for the table, escapes undone.</summary>
    public int ByteLength => _byteLength;

    /// <summary>The number of an <see cref="ColumnType.Int"/> cell.</summary>
    public int Int32 => (int)_bits;

    /// <summary>The number of a <see cref="ColumnType.Double"/> cell.</summary>
    public double Double => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>A text cell.</summary>
    /// <param name="start">Where the encoded text begins in the batch's buffer.</param>
    /// <param name="length">The bytes it takes there.</param>
    /// <param name="byteLength">The bytes of UTF-8 it has with its escapes undone.</param>
    public static Cell Text(int start, int length, int byteLength) => new(start, length, byteLength);

    /// <summary>An integer cell.</summary>
    /// <param name="value">The number.</param>
    public static Cell Of(int value) => new(value, 0, 0);

    /// <summary>A floating-point cell.</summary>
    /// <param name="value">The number; may be infinite or NaN.</param>
    public static Cell Of(double value) => new(BitConverter.DoubleToInt64Bits(value), 0, 0);
}
