namespace KongAkka.Pipeline.RowBatching;

/// <summary>Who keeps account of loads: what is about to be sent, and what is in the table.</summary>
public interface ILoadLedger
{
    /// <summary>Writes a load down before it is sent; it is not sent before the task is done. Called in the order of the loads' numbers.</summary>
    /// <param name="batch">The load.</param>
    /// <returns>The load as it was written down.</returns>
    Task<LoadPlan> PlanAsync(LoadBatch batch);

    /// <summary>Makes sure that no other process has taken the load over since it was planned.</summary>
    /// <param name="plan">The load.</param>
    /// <exception cref="UnrecoverableException">Another process has.</exception>
    Task ConfirmAsync(LoadPlan plan);

    /// <summary>Notes that a load is in the table. Called in any order, from any thread.</summary>
    /// <param name="plan">The load as it was written down.</param>
    /// <param name="receipt">The proof.</param>
    Task CommittedAsync(LoadPlan plan, LoadReceipt receipt);
}
