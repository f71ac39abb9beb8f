using KongAkka.Pipeline;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Replays;

/// <summary>What is said when nobody but a person can tell whether the load of a replay is in the table.</summary>
internal static class ReplayDoubt
{
    /// <summary>The failure.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="plan">The load.</param>
    /// <param name="query">The question to the table that shows whether its rows are there; null where there is none.</param>
    public static UnrecoverableException Of(string job, LoadPlan plan, string? query) => new(
        $"Load {plan.Label} of {plan.Rows} rejected records into {plan.Table}, planned by a replay at {plan.PlannedAt:u}, may be in the table or not: the sink has forgotten its label.",
        $"Look whether its rows are there{(query is null ? "" : $" ({query})")}, then decide: kongakka rejects replay {job} --as loaded, or --as reload.");
}
