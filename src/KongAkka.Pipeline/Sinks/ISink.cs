using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline.Sinks;

/// <summary>Where loads go.</summary>
public interface ISink : IAsyncDisposable
{
    /// <summary>What the sink is waiting for at present, with its remedy, for health; null while loads go through.</summary>
    string? Trouble => null;

    /// <summary>Looks whether loads will be taken, before anything is read for them; waits out passing trouble. Nothing to look at by default.</summary>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="UnrecoverableException">They will not.</exception>
    Task OpenAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>A writer of bodies as this sink wants them.</summary>
    /// <param name="schema">The columns of the rows.</param>
    RowWriter CreateWriter(RowSchema schema);

    /// <summary>
    /// Loads a batch of at least one row, as often as it takes. Passing trouble is retried inside, under the same label, with the job's back-off; the body is left to the caller.
    /// </summary>
    /// <param name="batch">The batch; its body stays readable until the task ends.</param>
    /// <param name="cancellation">Abandons the load: whether it is in the table is then unknown.</param>
    /// <returns>Proof that the rows are in the table.</returns>
    /// <exception cref="UnrecoverableException">Trouble that trying again does not mend.</exception>
    Task<LoadReceipt> LoadAsync(LoadBatch batch, CancellationToken cancellation);
}
