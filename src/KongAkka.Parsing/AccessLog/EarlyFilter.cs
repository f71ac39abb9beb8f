namespace KongAkka.Parsing.AccessLog;

/// <summary>
/// Shows on raw bytes that a record cannot be kept. It answers only for a record that begins with the fields time, stream and message in this order: those take up the
/// three fields that Flink reads, so nothing behind them, an equal name or a broken end, can bring the record back.
/// </summary>
internal static class EarlyFilter
{
    /// <summary>Whether the record is sure to be dropped; false is no promise.</summary>
    /// <param name="padded">The value with its padding.</param>
    /// <param name="length">The length of the value.</param>
    public static bool IsUnkeepable(ReadOnlySpan<byte> padded, int length)
    {
        if (!RecordHeader.TryRead(padded, length, out var header)) return false;
        var stream = padded[header.StreamStart..];
        if (!stream.StartsWith("stdout\""u8)) return Decides(stream[stream.CommonPrefixLength("stdout\""u8)]);
        var start = header.MessageStart(padded);
        if (start == 0 || start + AddressPrefix.Window > length) return false;
        var message = padded[start..];
        if (message.StartsWith("127.0.0.1 "u8)) return true;
        if (AddressPrefix.LengthOfPlain(message) > 0) return false;
        var mismatch = AddressPrefix.Mismatch(message);
        return mismatch >= 0 && Decides(message[mismatch]);
    }

    /// <summary>Whether a byte is no beginning of an escape or of UTF-8, overlong or not, that could stand for what was expected.</summary>
    private static bool Decides(byte unexpected) => unexpected < 0x80 && unexpected != '\\';
}
