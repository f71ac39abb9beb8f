namespace KongAkka.Parsing;

/// <summary>
/// Where the fields lie in a record of the ordinary shape, as a rule's filter found it, so that its parse need not look again. All zero: not looked at, or another shape.
/// </summary>
/// <param name="TimeStart">The first byte of the time.</param>
/// <param name="TimeLength">The bytes of the time.</param>
/// <param name="MessageStart">The first byte of the message.</param>
/// <param name="AddressLength">The bytes of the address that the message begins with.</param>
internal readonly record struct RecordHeader(byte TimeStart, byte TimeLength, byte MessageStart, byte AddressLength);
