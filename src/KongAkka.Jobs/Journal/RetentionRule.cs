namespace KongAkka.Jobs.Journal;

/// <summary>
/// When events may be deleted and when an owner must not write any more without looking. An owner that was stopped finds out that it was followed by the place in
/// the journal that its next event would have: that place must still be taken when it writes. So events stay for the retention, and who has not written for a
/// quarter of it reads the journal again first. Pure.
/// </summary>
/// <param name="Retention">How long events are kept; 24 h by default.</param>
internal sealed record RetentionRule(TimeSpan Retention)
{
    /// <summary>How many events lie between two snapshots.</summary>
    public const int SnapshotEvery = 256;

    /// <summary>How often an owner that has nothing to write confirms itself.</summary>
    public TimeSpan ConfirmEvery => Retention / 8;

    /// <summary>Whether an owner may write.</summary>
    /// <param name="lastWrite">When it last wrote.</param>
    /// <param name="now">The present time.</param>
    public bool MayWrite(DateTimeOffset lastWrite, DateTimeOffset now) => now - lastWrite < Retention / 4;

    /// <summary>The snapshot up to which events are to be deleted; null when none is old enough.</summary>
    /// <param name="marks">The snapshots taken, oldest first.</param>
    /// <param name="now">The present time.</param>
    public SnapshotMark? Deletable(IReadOnlyList<SnapshotMark> marks, DateTimeOffset now) => marks.LastOrDefault(mark => now - mark.At > Retention);
}
