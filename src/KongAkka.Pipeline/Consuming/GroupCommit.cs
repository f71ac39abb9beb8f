namespace KongAkka.Pipeline.Consuming;

/// <summary>What a consumer group keeps of a partition.</summary>
/// <param name="Next">The next offset to read.</param>
/// <param name="Metadata">The text that was committed with it; empty when there was none.</param>
public readonly record struct GroupCommit(long Next, string Metadata);
