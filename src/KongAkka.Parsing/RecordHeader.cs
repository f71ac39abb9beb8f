namespace KongAkka.Parsing;

/// <summary>
/// Where the fields lie in a record of the ordinary shape, as a rule's filter found it, so that its parse need not look again. The default: not looked at, or another
/// shape. Packed into one word, which is written and read again within a few nanoseconds.
/// </summary>
/// <param name="timeStart">The first byte of the time.</param>
/// <param name="timeLength">The bytes of the time.</param>
/// <param name="messageStart">The first byte of the message.</param>
/// <param name="addressLength">The bytes of the address that the message begins with; 0 where it is not plain.</param>
internal readonly struct RecordHeader(int timeStart, int timeLength, int messageStart, int addressLength)
{
    private readonly uint _packed = (uint)(timeStart | (timeLength << 8) | (messageStart << 16) | (addressLength << 24));

    /// <summary>Whether the record is of the ordinary shape.</summary>
    public bool IsFound => _packed != 0;

    /// <summary>The first byte of the time.</summary>
    public int TimeStart => (byte)_packed;

    /// <summary>The bytes of the time.</summary>
    public int TimeLength => (byte)(_packed >> 8);

    /// <summary>The first byte of the message.</summary>
    public int MessageStart => (byte)(_packed >> 16);

    /// <summary>The bytes of the address that the message begins with; 0 where it is not plain.</summary>
    public int AddressLength => (int)(_packed >> 24);
}
