using Akka.Persistence;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Journal;

/// <summary>Writes a subtask's events, takes snapshots and deletes what is old, by <see cref="RetentionRule"/>.</summary>
/// <param name="actor">The subtask.</param>
/// <param name="state">What its events come to.</param>
/// <param name="retention">How long events are kept.</param>
/// <param name="time">The clock.</param>
/// <param name="standDown">Ends the actor instead of a write: it has not written for so long that it must read its journal first.</param>
internal sealed class SubtaskJournal(Eventsourced actor, SubtaskState state, RetentionRule retention, TimeProvider time, Action standDown)
{
    /// <summary>An owner that wrote within this time is still the owner, as far as it can be known.</summary>
    private static readonly TimeSpan SureFor = TimeSpan.FromSeconds(5);

    private readonly List<SnapshotMark> _marks = [];
    private DateTimeOffset _lastWrite = time.GetUtcNow();
    private int _sinceSnapshot;

    /// <summary>Told how long each write took; nobody by default.</summary>
    public Action<TimeSpan>? Written { get; init; }

    /// <summary>Takes over a snapshot's state.</summary>
    /// <param name="offer">The snapshot.</param>
    public void Recover(SnapshotOffer offer)
    {
        var snapshot = (SubtaskSnapshot)offer.Snapshot;
        state.Restore(snapshot);
        _marks.Clear();
        _marks.AddRange(snapshot.Earlier);
        _marks.Add(new SnapshotMark(offer.Metadata.SequenceNr, offer.Metadata.Timestamp));
    }

    /// <summary>Writes an event; nothing else is taken in until it is written.</summary>
    /// <param name="journaled">The event.</param>
    /// <param name="written">Told of the positions that it moved, after it is written.</param>
    public void Write(JournalEvent journaled, Action<IReadOnlyCollection<PartitionPosition>> written)
    {
        var now = time.GetUtcNow();
        if (!retention.MayWrite(_lastWrite, now))
        {
            standDown();
            return;
        }

        var began = time.GetTimestamp();
        actor.Persist(journaled, persisted =>
        {
            Written?.Invoke(time.GetElapsedTime(began));
            _lastWrite = now;
            written(state.Apply(persisted));
            if (++_sinceSnapshot >= RetentionRule.SnapshotEvery) TakeSnapshot();
        });
    }

    /// <summary>Makes sure that nobody else owns the journal, by a write when the last one was long ago.</summary>
    /// <param name="epoch">The owner's epoch.</param>
    /// <param name="sure">Told when it is sure.</param>
    public void Confirm(long epoch, Action sure)
    {
        if (time.GetUtcNow() - _lastWrite < SureFor) sure();
        else Write(new OwnerClaimed(epoch, time.GetUtcNow()), _ => sure());
    }

    /// <summary>Notes a snapshot that was taken, and deletes what has become too old.</summary>
    /// <param name="saved">The snapshot.</param>
    public void OnSaved(SnapshotMetadata saved)
    {
        CrashPoints.Reach(CrashPoint.AfterSnapshot);
        _marks.Add(new SnapshotMark(saved.SequenceNr, saved.Timestamp));
        if (retention.Deletable(_marks, time.GetUtcNow()) is not { } old) return;
        actor.DeleteMessages(old.SequenceNr);
        actor.DeleteSnapshots(new SnapshotSelectionCriteria(old.SequenceNr - 1));
        _marks.RemoveAll(mark => mark.SequenceNr <= old.SequenceNr);
    }

    private void TakeSnapshot()
    {
        _sinceSnapshot = 0;
        CrashPoints.Reach(CrashPoint.BeforeSnapshot);
        actor.SaveSnapshot(state.Snapshot(_marks.ToArray()));
    }
}
