using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs;

/// <summary>A load of which only a person can tell whether it is in the table.</summary>
/// <param name="Plan">The load.</param>
/// <param name="Query">The question to the table that shows whether its rows are there.</param>
public sealed record PendingDecision(LoadPlan Plan, string Query);
