namespace KongAkka.Jobs;

/// <summary>The first record of a partition that is neither in the table nor dropped.</summary>
/// <param name="Age">By Kafka's timestamp; zero when there is none.</param>
/// <param name="RetentionLeft">The time until Kafka may delete it; null when it keeps records for ever or does not tell.</param>
public readonly record struct UnreadRecord(TimeSpan Age, TimeSpan? RetentionLeft);
