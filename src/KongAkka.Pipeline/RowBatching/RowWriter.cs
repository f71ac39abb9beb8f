using KongAkka.Parsing;

namespace KongAkka.Pipeline.RowBatching;

/// <summary>Writes rows into the body of a load in the form that a sink wants. Serves one thread.</summary>
public abstract class RowWriter
{
    /// <summary>The bytes that <see cref="Complete"/> adds to a body.</summary>
    public virtual int ClosingBytes => 0;

    /// <summary>Appends one row. It can be taken back by <see cref="LoadBody.Retract"/>.</summary>
    /// <param name="rows">The batch.</param>
    /// <param name="row">The row's index in it.</param>
    /// <param name="body">The body; begun by this call when it is empty.</param>
    public abstract void Append(RowBatch rows, int row, LoadBody body);

    /// <summary>Ends a body that holds at least one row.</summary>
    /// <param name="body">The body.</param>
    public abstract void Complete(LoadBody body);
}
