namespace KongAkka.Pipeline.Rejects;

/// <summary>Reads the rejected records of a job back, as they were written: a record that was written twice comes twice.</summary>
public abstract class RejectReader
{
    /// <summary>The names and sizes in bytes of the files, oldest first; none where rejects are in no files.</summary>
    public virtual IReadOnlyList<(string File, long Bytes)> Files => [];

    /// <summary>Reads what is there at the time of the call, a record at a time, in the order in which a place holds them: files by age, partitions each in order.</summary>
    /// <param name="onBroken">Told of each record that cannot be read; it is skipped.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnrecoverableException">The topic cannot be read.</exception>
    public abstract IAsyncEnumerable<RejectedRecord> ReadAsync(Action<BrokenReject> onBroken, CancellationToken cancellation = default);
}
