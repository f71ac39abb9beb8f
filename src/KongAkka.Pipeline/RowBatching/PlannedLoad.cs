namespace KongAkka.Pipeline.RowBatching;

/// <summary>A load on its way to the sink.</summary>
/// <param name="Plan">What is written down about it.</param>
/// <param name="Batch">Its rows; the body stays readable until the load has ended.</param>
public sealed record PlannedLoad(LoadPlan Plan, LoadBatch Batch)
{
    /// <summary>Makes sure that the load still belongs to this process; always by default.</summary>
    public Func<Task> ConfirmAsync { get; init; } = () => Task.CompletedTask;

    /// <summary>Whether an earlier process may have sent it.</summary>
    public bool IsRecovered { get; init; }

    /// <summary>Whether the sink was asked for it and may have forgotten it (<see cref="Sinks.LoadFate.Forgotten"/>): its rows have to be looked for before it is sent.</summary>
    public bool IsForgotten { get; init; }
}
