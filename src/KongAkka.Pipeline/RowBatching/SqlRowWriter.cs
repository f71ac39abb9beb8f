using System.Buffers;
using System.Globalization;
using System.Text;
using KongAkka.Parsing;

namespace KongAkka.Pipeline.RowBatching;

/// <summary>
/// Writes rows as the tuples of an <c>INSERT … VALUES</c>, each with a comma behind it: <c>('2026-01-01 00:00:00','stdout',0.004,200),</c>. A chunk of the body holds
/// whole tuples, so that statements can be cut between chunks. Texts have the backslash escapes that MySQL, MariaDB and StarRocks all read.
/// </summary>
public sealed class SqlRowWriter : RowWriter
{
    // Of an encoded text, what SQL does not read as it is: the quote, and those escapes of JSON that SQL does not have. \" and \\ mean the same in both.
    private static readonly SearchValues<byte> Special = SearchValues.Create("'\\"u8);

    private readonly ColumnType[] _types;

    /// <summary>Makes a writer.</summary>
    /// <param name="schema">The columns of the rows.</param>
    public SqlRowWriter(RowSchema schema) => _types = [.. schema.Columns.Select(column => column.Type)];

    /// <inheritdoc/>
    public override void Append(RowBatch rows, int row, LoadBody body)
    {
        var cells = rows.Row(row);
        var room = body.Reserve(MaxBytes(cells));
        room[0] = (byte)'(';
        var at = 1;
        for (var column = 0; column < cells.Length; column++)
        {
            at += Write(_types[column], cells[column], rows, room[at..]);
            room[at++] = (byte)',';
        }

        room[at - 1] = (byte)')';
        room[at++] = (byte)',';
        body.Advance(at);
    }

    /// <inheritdoc/>
    public override void Complete(LoadBody body)
    {
    }

    // An encoded byte becomes two at most: a quote.
    private int MaxBytes(ReadOnlySpan<Cell> cells)
    {
        var bytes = 2 + (cells.Length * (JsonNumber.MaxBytes + 1));
        for (var column = 0; column < cells.Length; column++)
        {
            if (_types[column] is ColumnType.Varchar or ColumnType.DateTime) bytes += 2 + (2 * cells[column].Length);
        }

        return bytes;
    }

    private static int Write(ColumnType type, in Cell cell, RowBatch rows, Span<byte> room)
    {
        if (cell.IsNull)
        {
            "NULL"u8.CopyTo(room);
            return 4;
        }

        return type switch
        {
            ColumnType.Int => JsonNumber.Write(cell.Int32, room),
            ColumnType.Double => JsonNumber.Write(cell.Double, room),
            _ => WriteText(rows.TextOf(cell), room),
        };
    }

    private static int WriteText(ReadOnlySpan<byte> encoded, Span<byte> room)
    {
        room[0] = (byte)'\'';
        var at = 1;
        while (true)
        {
            var plain = encoded.IndexOfAny(Special);
            if (plain < 0) plain = encoded.Length;
            encoded[..plain].CopyTo(room[at..]);
            at += plain;
            if (plain == encoded.Length) break;
            encoded = encoded[plain..];
            at += WriteSpecial(encoded, room[at..], out var taken);
            encoded = encoded[taken..];
        }

        room[at] = (byte)'\'';
        return at + 1;
    }

    private static int WriteSpecial(ReadOnlySpan<byte> encoded, Span<byte> room, out int taken)
    {
        taken = encoded[0] == '\'' || encoded[1] != 'u' ? 2 : 6;
        if (encoded[0] == '\'')
        {
            taken = 1;
            "\\'"u8.CopyTo(room);
            return 2;
        }

        switch (encoded[1])
        {
            case (byte)'u':
                return WriteControl(byte.Parse(Encoding.ASCII.GetString(encoded[4..6]), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), room);
            case (byte)'f':
                return WriteControl((byte)'\f', room);
            default:
                encoded[..2].CopyTo(room);
                return 2;
        }
    }

    private static int WriteControl(byte control, Span<byte> room)
    {
        if (control != 0)
        {
            room[0] = control;
            return 1;
        }

        "\\0"u8.CopyTo(room);
        return 2;
    }
}
