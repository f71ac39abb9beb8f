using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Journal;

/// <summary>Ranges of which no row survived the rule: nothing is loaded. Takes a number like a plan, committed at once.</summary>
/// <param name="Number">The number.</param>
/// <param name="Ranges">The ranges.</param>
/// <param name="At">When.</param>
internal sealed record OffsetsAdvanced(long Number, IReadOnlyList<OffsetRange> Ranges, DateTimeOffset At) : JournalEvent;
