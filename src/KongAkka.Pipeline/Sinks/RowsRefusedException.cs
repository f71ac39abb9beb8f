using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline.Sinks;

/// <summary>The sink refused single rows of a load, and with them all of it. The load is not in the table and is not sent again as it is.</summary>
/// <param name="plan">The load.</param>
/// <param name="rows">The rows in it.</param>
/// <param name="detail">The sink's words; a sentence.</param>
public sealed class RowsRefusedException(LoadPlan plan, int rows, string detail) : Exception($"Rows of load {plan.Label} are refused: {detail}")
{
    /// <summary>The load.</summary>
    public LoadPlan Plan { get; } = plan;

    /// <summary>The rows in it.</summary>
    public int Rows { get; } = rows;

    /// <summary>The sink's words; a sentence.</summary>
    public string Detail { get; } = detail;
}
