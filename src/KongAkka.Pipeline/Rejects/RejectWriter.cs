namespace KongAkka.Pipeline.Rejects;

/// <summary>Where the rejected records of a job go. Shared by its subtasks; thread-safe.</summary>
public abstract class RejectWriter : IDisposable
{
    /// <summary>Writes down the rejected records of a batch; they are out of this process when it returns.</summary>
    /// <param name="rejected">At least one record.</param>
    public abstract void Write(IReadOnlyList<RejectedRecord> rejected);

    /// <summary>Sees to it that all that was written so far is durable.</summary>
    /// <param name="cancellation">Gives it up.</param>
    public virtual ValueTask FlushAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}
