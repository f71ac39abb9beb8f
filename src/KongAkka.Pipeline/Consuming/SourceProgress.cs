namespace KongAkka.Pipeline.Consuming;

/// <summary>
/// What a running source is waiting for, if for anything. Unread records and no batch for long: the brokers say that they have records and deliver none, or the records
/// belong to a transaction that stays open. No unread ones: the topic is idle. Waiting for demand: what comes behind the source is slow.
/// </summary>
/// <param name="Unread">How many offsets are known to be there and were not read, up to the bounds; up to a second old. Those of open transactions are counted.</param>
/// <param name="SinceLastBatch">The time since a batch was handed over; before the first, since the source was started.</param>
/// <param name="IsWaitingForDemand">Whether nothing is read because all batches are under way.</param>
public readonly record struct SourceProgress(long Unread, TimeSpan SinceLastBatch, bool IsWaitingForDemand);
