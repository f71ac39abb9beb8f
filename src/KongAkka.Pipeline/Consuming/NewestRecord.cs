namespace KongAkka.Pipeline.Consuming;

/// <summary>A record as <see cref="NewestRecords"/> found it.</summary>
/// <param name="Partition">Its partition.</param>
/// <param name="Offset">Its offset.</param>
/// <param name="Timestamp">Kafka's timestamp of it.</param>
/// <param name="Value">Its value; null for a tombstone.</param>
public sealed record NewestRecord(int Partition, long Offset, DateTimeOffset Timestamp, byte[]? Value);
