namespace KongAkka.Pipeline.RowBatching;

/// <summary>When the records of a load came about.</summary>
/// <param name="Oldest">Kafka's timestamp of the oldest record; null when none has one.</param>
/// <param name="EarliestEvent">The earliest event time among the first rows of the load's batches; null when none tells it.</param>
/// <param name="Age">How long the oldest record had been in the process when the load was cut.</param>
public readonly record struct LoadOrigin(DateTimeOffset? Oldest, DateTimeOffset? EarliestEvent, TimeSpan Age);
