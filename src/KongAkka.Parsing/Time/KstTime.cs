namespace KongAkka.Parsing.Time;

/// <summary>
/// <c>CONVERT_TZ(REPLACE(REPLACE(time, 'T', ' '), 'Z', ''), 'UTC', 'Asia/Seoul')</c>: the time of a log record on the clock of Seoul, <c>yyyy-MM-dd HH:mm:ss</c>.
/// </summary>
internal sealed class KstTime
{
    private char[] _plain = new char[64];

    /// <summary>Converts a time and appends it to a batch.</summary>
    /// <param name="time">The record's time field.</param>
    /// <param name="rows">The batch.</param>
    /// <returns>The cell; NULL where CONVERT_TZ gives NULL.</returns>
    public Cell Append(ReadOnlySpan<char> time, RowBatch rows)
    {
        var length = Convert(time, rows.ReserveText(LenientTimestamp.MaxLength));
        return length == 0 ? Cell.Null : Cell.Text(rows.ClaimText(length), length, length);
    }

    /// <summary>Converts a time.</summary>
    /// <param name="time">The record's time field.</param>
    /// <param name="destination">Room for <see cref="LenientTimestamp.MaxLength"/> bytes.</param>
    /// <returns>The bytes written; 0 where CONVERT_TZ gives NULL.</returns>
    public int Convert(ReadOnlySpan<char> time, Span<byte> destination) =>
        LenientTimestamp.TryRead(Replace(time), out var millis) ? LenientTimestamp.Write(millis, destination) : 0;

    private ReadOnlySpan<char> Replace(ReadOnlySpan<char> time)
    {
        if (_plain.Length < time.Length) _plain = new char[time.Length];
        var length = 0;
        foreach (var c in time)
        {
            if (c == 'Z') continue;
            _plain[length++] = c == 'T' ? ' ' : c;
        }

        return _plain.AsSpan(0, length);
    }
}
