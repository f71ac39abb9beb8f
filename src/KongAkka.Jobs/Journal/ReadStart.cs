using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Journal;

/// <summary>Where a process began to read: what an earlier one rejected from there on was read and decided anew.</summary>
/// <param name="At">When.</param>
/// <param name="Positions">The next offset by partition.</param>
/// <param name="Settled">Behind the positions, what was in the table already and was not read again.</param>
internal sealed record ReadStart(DateTimeOffset At, IReadOnlyList<PartitionPosition> Positions, IReadOnlyList<OffsetRange> Settled);
