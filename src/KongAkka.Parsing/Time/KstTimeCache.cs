using System.Runtime.Intrinsics;

namespace KongAkka.Parsing.Time;

/// <summary>
/// Converts times of the ordinary shape <c>yyyy-MM-ddTHH:mm:ss</c> with nothing, a fraction, an offset or a <c>Z</c> behind it. Neighbours share their minute, mostly
/// their second too, so the minute is converted once and a text once a second.
/// </summary>
internal sealed class KstTimeCache
{
    private const int MinuteLength = 16;
    private const int Length = 19;

    private readonly KstTime _time = new();
    private readonly byte[] _minute = new byte[MinuteLength];
    private Vector128<byte> _minuteKey;
    private int _secondKey;
    private Cell _cell = Cell.Null;

    /// <summary>Begins a batch: no text can be shared with the batch before.</summary>
    public void Clear() => _cell = Cell.Null;

    /// <summary>Converts a time and appends it to a batch, or shares the text of an equal time before it.</summary>
    /// <param name="text">Text that begins with the time and goes on behind it.</param>
    /// <param name="length">The bytes of the time.</param>
    /// <param name="rows">The batch.</param>
    /// <param name="cell">The cell.</param>
    /// <returns>False where the time is not of the ordinary shape.</returns>
    public bool TryAppend(PaddedText text, int length, RowBatch rows, out Cell cell)
    {
        cell = Cell.Null;
        if (length < Length) return false;
        var key = text.Sixteen(0);
        var second = (int)text.Word(MinuteLength) & 0xFF_FFFF;
        var isEnd = length == Length || IsEnd(text.Span[Length..length]);
        cell = _cell;
        if (isEnd && !cell.IsNull && key == _minuteKey && second == _secondKey) return true;
        if (!isEnd || text[16] != ':' || text[17] is < (byte)'0' or > (byte)'5' || text[18] is < (byte)'0' or > (byte)'9') return false;
        if (key != _minuteKey && !TryConvertMinute(text.Span[..MinuteLength], key)) return false;
        _secondKey = second;
        cell = _cell = Append(text.Span[MinuteLength..Length], rows);
        return true;
    }

    private static bool IsEnd(ReadOnlySpan<byte> tail) => tail is [(byte)'.' or (byte)',' or (byte)'+' or (byte)'-' or (byte)' ', ..] or [(byte)'Z'];

    private Cell Append(ReadOnlySpan<byte> seconds, RowBatch rows)
    {
        var text = rows.ReserveText(Length);
        _minute.CopyTo(text);
        seconds.CopyTo(text[MinuteLength..]);
        return Cell.Text(rows.ClaimText(Length), Length, Length);
    }

    private bool TryConvertMinute(ReadOnlySpan<byte> minute, Vector128<byte> key)
    {
        if (!IsModern(minute)) return false;
        Span<char> text = stackalloc char[Length];
        System.Text.Ascii.ToUtf16(minute, text, out _);
        ":00".CopyTo(text[MinuteLength..]);
        Span<byte> converted = stackalloc byte[LenientTimestamp.MaxLength];
        if (_time.Convert(text, converted) != Length) return false;
        converted[..MinuteLength].CopyTo(_minute);
        _minuteKey = key;
        _cell = Cell.Null;
        return true;
    }

    /// <summary>Whether a minute is of the ordinary shape and of a year in which Seoul is nine hours ahead throughout, so that seconds stay as they are.</summary>
    private static bool IsModern(ReadOnlySpan<byte> minute)
    {
        for (var i = 0; i < MinuteLength; i++)
        {
            var expected = "0000-00-00T00:00"[i];
            if (expected == '0' ? !char.IsAsciiDigit((char)minute[i]) : minute[i] != expected) return false;
        }

        return minute[..4].SequenceCompareTo("1989"u8) >= 0 && minute[..4].SequenceCompareTo("9998"u8) <= 0;
    }
}
