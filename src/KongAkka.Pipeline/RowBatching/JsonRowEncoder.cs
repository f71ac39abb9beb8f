using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Encodings.Web;
using KongAkka.Parsing;

namespace KongAkka.Pipeline.RowBatching;

/// <summary>
/// Writes a row as a JSON object. Keys come ready from <see cref="Block"/>-sized blocks that are stored whole, and short texts are copied in whole blocks too:
/// what runs over is written over by what follows. Hence <see cref="MaxBytes"/> asks for a block more than the object can take.
/// </summary>
internal sealed class JsonRowEncoder
{
    private const int Block = 32; // Vector256<byte>.Count

    private readonly ColumnType[] _types;
    private readonly byte[][] _keys;
    private readonly int[] _keyLengths;
    private readonly Vector256<byte>[] _blocks;
    private readonly int _fixedBytes;

    public JsonRowEncoder(RowSchema schema)
    {
        _types = [.. schema.Columns.Select(column => column.Type)];
        _keys = [.. schema.Columns.Select((column, i) => KeyOf(column.Name, i == 0 ? '{' : ','))];
        _keyLengths = [.. _keys.Select(key => key.Length)];
        _blocks = [.. _keys.Select(BlockOf)];
        _fixedBytes = _keys.Sum(key => key.Length + JsonNumber.MaxBytes) + (2 * Block);
    }

    /// <summary>The room that <see cref="Write"/> needs for a row, at most.</summary>
    public int MaxBytes(ReadOnlySpan<Cell> cells)
    {
        var bytes = _fixedBytes;
        foreach (ref readonly var cell in cells) bytes += cell.Length;
        return bytes;
    }

    /// <summary>Writes a row.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="text">The texts of its batch.</param>
    /// <param name="room">At least <see cref="MaxBytes"/> bytes.</param>
    /// <returns>The bytes written.</returns>
    public int Write(ReadOnlySpan<Cell> cells, ReadOnlySpan<byte> text, Span<byte> room)
    {
        var at = 0;
        for (var column = 0; column < cells.Length; column++)
        {
            ref readonly var cell = ref cells[column];
            at += WriteKey(column, room[at..]);
            if (cell.IsNull) at += WriteNull(room[(at - 1)..]) - 1;
            else if (_types[column] == ColumnType.Int) at += JsonNumber.Write(cell.Int32, room[(at - 1)..]) - 1;
            else if (_types[column] == ColumnType.Double) at += JsonNumber.Write(cell.Double, room[(at - 1)..]) - 1;
            else at += WriteText(text, cell, room[at..]);
        }

        room[at] = (byte)'}';
        return at + 1;
    }

    // The key ends with the quote that opens a text; a number or null is written over it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int WriteKey(int column, Span<byte> room)
    {
        var length = _keyLengths[column];
        if (length <= Block) _blocks[column].CopyTo(room);
        else _keys[column].CopyTo(room);
        return length;
    }

    private static int WriteNull(Span<byte> room)
    {
        "null"u8.CopyTo(room);
        return 4;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteText(ReadOnlySpan<byte> text, in Cell cell, Span<byte> room)
    {
        var length = cell.Length;
        if (length <= Block && cell.Start + Block <= text.Length) Vector256.Create(text[cell.Start..]).CopyTo(room);
        else text.Slice(cell.Start, length).CopyTo(room);
        room[length] = (byte)'"';
        return length + 1;
    }

    private static byte[] KeyOf(string name, char before) => Encoding.UTF8.GetBytes($"{before}\"{JavaScriptEncoder.Default.Encode(name)}\":\"");

    private static Vector256<byte> BlockOf(byte[] key)
    {
        var block = new byte[Block];
        key.AsSpan(0, Math.Min(key.Length, Block)).CopyTo(block);
        return Vector256.Create(block);
    }
}
