namespace KongAkka.Pipeline.Rejects;

/// <summary>Where the rejected records of a job go. Shared by its subtasks; thread-safe.</summary>
public abstract class RejectWriter : IDisposable
{
    /// <summary>Why rejects cannot be made durable at present, with the remedy, for health; null while they can.</summary>
    public virtual string? Trouble => null;

    /// <summary>Takes the rejected records of a batch. A record that was written may be written again: after a failure its batch is read anew.</summary>
    /// <param name="rejected">At least one record; their values stay as they are from here on.</param>
    /// <exception cref="RejectException">They cannot be taken at present.</exception>
    /// <exception cref="UnrecoverableException">Trouble that trying again does not mend.</exception>
    public abstract void Write(IReadOnlyList<RejectedRecord> rejected);

    /// <summary>Makes everything that was written so far, by whomever, outlive a crash of this machine. Costs nothing when that is so already.</summary>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="RejectException">It cannot be done at present.</exception>
    /// <exception cref="UnrecoverableException">Trouble that trying again does not mend.</exception>
    public abstract ValueTask FlushAsync(CancellationToken cancellation);

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}
