using System.Globalization;
using KongAkka.Parsing;

namespace KongAkka.Pipeline.RowBatching;

/// <summary>The time of the event that a row tells of: its first DATETIME column, which rules give in Seoul's time.</summary>
internal static class EventTime
{
    private static readonly TimeSpan Seoul = TimeSpan.FromHours(9);
    private const int Length = 19;

    /// <summary>The time in milliseconds since 1970; null when the row has none.</summary>
    public static long? Of(RowBatch rows, int row)
    {
        var column = ColumnOf(rows.Schema);
        if (column < 0 || rows.Row(row)[column] is not { IsNull: false } cell) return null;
        return Read(rows.TextOf(cell));
    }

    private static int ColumnOf(RowSchema schema)
    {
        for (var column = 0; column < schema.Width; column++)
            if (schema.Columns[column].Type == ColumnType.DateTime) return column;
        return -1;
    }

    private static long? Read(ReadOnlySpan<byte> text)
    {
        Span<char> chars = stackalloc char[Length];
        if (text.Length < Length) return null;
        for (var i = 0; i < Length; i++) chars[i] = (char)text[i];
        return DateTime.TryParseExact(chars, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, Seoul).ToUnixTimeMilliseconds()
            : null;
    }
}
