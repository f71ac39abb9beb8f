namespace KongAkka.Pipeline.RowBatching;

/// <summary>Who keeps account of loads: what is about to be sent, and what is in the table.</summary>
public interface ILoadLedger
{
    /// <summary>Notes a load before it is sent; it is not sent before the task is done. Called in the order of the loads' numbers.</summary>
    /// <param name="batch">The load.</param>
    Task PlannedAsync(LoadBatch batch);

    /// <summary>Notes that a load is in the table. Called in any order, from any thread.</summary>
    /// <param name="batch">The load.</param>
    /// <param name="receipt">The proof.</param>
    Task CommittedAsync(LoadBatch batch, LoadReceipt receipt);
}
