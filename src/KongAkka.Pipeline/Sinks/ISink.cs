using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline.Sinks;

/// <summary>Where loads go.</summary>
public interface ISink : IAsyncDisposable
{
    /// <summary>What the sink is waiting for at present, with its remedy, for health; null while loads go through.</summary>
    string? Trouble => null;

    /// <summary>What is left until the sink may have forgotten a label that is in use; null for a sink without labels.</summary>
    LabelMargin? Margin => null;

    /// <summary>Looks whether loads will be taken, before anything is read for them; waits out passing trouble. Nothing to look at by default.</summary>
    /// <param name="schema">The columns that the rule fills.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>The columns with the limits that the table has.</returns>
    /// <exception cref="UnrecoverableException">They will not be taken.</exception>
    Task<RowSchema> OpenAsync(RowSchema schema, CancellationToken cancellation) => Task.FromResult(schema);

    /// <summary>The limits of loads with those of the sink, known once it was opened; the same by default.</summary>
    /// <param name="limits">The limits that the job has.</param>
    LoadLimits Narrow(LoadLimits limits) => limits;

    /// <summary>A writer of bodies as this sink wants them.</summary>
    /// <param name="schema">The columns of the rows.</param>
    RowWriter CreateWriter(RowSchema schema);

    /// <summary>
    /// Finds out what became of a load that was planned and whose end nobody saw, while no attempt of this process is under way; waits out passing trouble.
    /// A sink that keeps no account of loads knows of none.
    /// </summary>
    /// <param name="plan">The load.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="UnrecoverableException">Trouble that asking again does not mend.</exception>
    Task<LoadFate> FindAsync(LoadPlan plan, CancellationToken cancellation) => Task.FromResult(LoadFate.NotLoaded);

    /// <summary>
    /// Loads a batch of at least one row, as often as it takes. Passing trouble is retried inside, under the same label, with the job's back-off; the body is left to the caller.
    /// </summary>
    /// <param name="load">The load.</param>
    /// <param name="cancellation">Abandons the load: whether it is in the table is then unknown.</param>
    /// <returns>Proof that the rows are in the table.</returns>
    /// <exception cref="RowsRefusedException">The table does not take some of the rows.</exception>
    /// <exception cref="LoadInDoubtException">Whether the rows are in the table cannot be found out.</exception>
    /// <exception cref="UnrecoverableException">Trouble that trying again does not mend.</exception>
    Task<LoadReceipt> LoadAsync(PlannedLoad load, CancellationToken cancellation);
}
