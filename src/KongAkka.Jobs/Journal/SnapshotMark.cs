namespace KongAkka.Jobs.Journal;

/// <summary>When an earlier snapshot was taken: what lies before it may be deleted once it is old enough.</summary>
/// <param name="SequenceNr">The last event in it.</param>
/// <param name="At">When.</param>
internal sealed record SnapshotMark(long SequenceNr, DateTimeOffset At);
