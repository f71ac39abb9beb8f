namespace KongAkka.SandboxTests.Consuming;

/// <summary>A record that a source delivered.</summary>
internal sealed record SeenRecord(int Partition, long Offset, long Timestamp, string? Value);
