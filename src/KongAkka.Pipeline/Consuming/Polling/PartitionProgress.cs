namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>
/// How far one partition was read, and whether its end is reached. The end is reached by position and never by a record: the last offsets below it may be
/// control records or compacted away.
/// </summary>
/// <param name="bounds">What is to be read of it.</param>
internal sealed class PartitionProgress(PartitionBounds bounds)
{
    private long _shown = bounds.Start;

    /// <summary>The partition.</summary>
    public int Partition => bounds.Partition;

    /// <summary>The next offset to read.</summary>
    public long Next { get; private set; } = bounds.Start;

    /// <summary>Whether nothing is left to read.</summary>
    public bool IsDone => Next >= bounds.End;

    /// <summary>How many offsets are left to read up to an end of the partition.</summary>
    /// <param name="end">The end of the partition.</param>
    public long Unread(long end) => Math.Max(0, Math.Min(end, bounds.End) - Next);

    /// <summary>Takes note of a record.</summary>
    /// <param name="offset">The record's offset.</param>
    /// <returns>Whether it lies within the bounds and is to be delivered.</returns>
    /// <exception cref="InvalidOperationException">The record comes before the position: it would be delivered twice.</exception>
    public bool Deliver(long offset)
    {
        if (IsDone) return false;
        if (offset < Next)
            throw new InvalidOperationException($"Partition {Partition} gave offset {offset} after all below {Next} were read.");
        if (offset >= bounds.End)
        {
            Next = bounds.End;
            return false;
        }
        Next = _shown = offset + 1;
        return true;
    }

    /// <summary>Takes note that the end of the partition was met.</summary>
    /// <param name="position">The position there.</param>
    public void MeetEnd(long position) => Next = Math.Max(Next, Math.Min(position, bounds.End));

    /// <summary>Goes on behind offsets that Kafka no longer has.</summary>
    /// <param name="offset">The first offset that is there.</param>
    public void SkipTo(long offset) => MeetEnd(offset);

    /// <summary>The position, when it was neither told before nor is shown by the last record delivered.</summary>
    /// <param name="position">The position.</param>
    public bool TryTell(out PartitionPosition position)
    {
        position = new PartitionPosition(Partition, Next);
        if (Next <= _shown) return false;
        _shown = Next;
        return true;
    }
}
