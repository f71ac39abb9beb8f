using KongAkka.Jobs.Journal;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Offsets;

/// <summary>What came of an open plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Proof">How it is known that it is over; null when it has to be split.</param>
internal sealed record RecoveredPlan(LoadPlan Plan, CommitProof? Proof)
{
    /// <summary>The ranges as they were found, when records are missing in them.</summary>
    public IReadOnlyList<OffsetRange> Found { get; init; } = [];

    /// <summary>How many records are missing and were given up.</summary>
    public long Missing { get; init; }
}
