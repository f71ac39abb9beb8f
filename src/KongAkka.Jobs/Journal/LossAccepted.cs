using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Journal;

/// <summary>Kafka no longer has records of a planned load, and a person chose to go on without them.</summary>
/// <param name="Number">The plan's number.</param>
/// <param name="Ranges">Its ranges, with the records that were found in them.</param>
/// <param name="Missing">How many records are missing.</param>
/// <param name="At">When.</param>
internal sealed record LossAccepted(long Number, IReadOnlyList<OffsetRange> Ranges, long Missing, DateTimeOffset At) : JournalEvent;
