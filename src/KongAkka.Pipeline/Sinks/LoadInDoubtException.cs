using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline.Sinks;

/// <summary>The sink has forgotten whether a load is in the table, and its rows do not tell either: a person decides.</summary>
/// <param name="plan">The load.</param>
/// <param name="query">The question to the table that shows whether its rows are there.</param>
public sealed class LoadInDoubtException(LoadPlan plan, string query) : UnrecoverableException(
    $"Load {plan.Label} of {plan.Rows} rows into {plan.Table}, planned at {plan.PlannedAt:u}, may be in the table or not: the sink has forgotten its label, and rows like its own are there.",
    $"Look whether they are its own ({query}), then decide: kongakka job resolve JOB {plan.Label} --as loaded, or --as reload.")
{
    /// <summary>The load.</summary>
    public LoadPlan Plan { get; } = plan;

    /// <summary>The question to the table that shows whether its rows are there.</summary>
    public string Query { get; } = query;
}
