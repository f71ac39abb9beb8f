namespace KongAkka.Pipeline.Rejects;

/// <summary>A record that was rejected: why, where it came from and its bytes.</summary>
/// <param name="Reason">The users' word for the reason.</param>
/// <param name="Detail">What was wrong, for a person.</param>
/// <param name="Topic">The topic it came from.</param>
/// <param name="Partition">The partition it came from.</param>
/// <param name="Offset">Its offset there.</param>
/// <param name="Timestamp">Its timestamp in milliseconds since 1970; -1 for none.</param>
/// <param name="Value">Its value.</param>
public readonly record struct RejectedRecord(
    string Reason, string Detail, string Topic, int Partition, long Offset, long Timestamp, ReadOnlyMemory<byte> Value)
{
    /// <summary>When it was rejected, in UTC; now by default.</summary>
    public DateTimeOffset RejectedAt { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>Where it came from: what tells two rejected records apart.</summary>
    public RejectOrigin Origin => new(Topic, Partition, Offset);
}
