using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Journal;

/// <summary>A plan that is not yet behind the positions, as a snapshot holds it.</summary>
/// <param name="Plan">The load.</param>
/// <param name="IsCommitted">Whether it is over already and waits for one before it.</param>
internal sealed record OpenPlan(LoadPlan Plan, bool IsCommitted);
