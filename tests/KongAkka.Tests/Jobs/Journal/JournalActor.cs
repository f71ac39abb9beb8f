using Akka.Actor;
using Akka.Persistence;
using KongAkka.Jobs.Journal;

namespace KongAkka.Tests.Jobs.Journal;

/// <summary>Writes what it is told and tells its probe what it reads.</summary>
internal sealed class JournalActor(string id, JournalActorProbe probe) : UntypedPersistentActor
{
    public override string PersistenceId => id;

    protected override void OnRecover(object message)
    {
        if (message is SnapshotOffer { Snapshot: JournalEvent snapshot }) probe.Replayed.Enqueue(snapshot);
        if (message is JournalEvent replayed) probe.Replayed.Enqueue(replayed);
        if (message is RecoveryCompleted) probe.Recovered.TrySetResult();
    }

    protected override void OnCommand(object message)
    {
        var sender = Sender;
        switch (message)
        {
            case SubtaskSnapshot snapshot: SaveSnapshot(snapshot); probe.Asker = sender; break;
            case JournalEvent written: Persist(written, _ => sender.Tell(LastSequenceNr)); break;
            case JournalEvent[] written: PersistAll(written, _ => sender.Tell(LastSequenceNr)); break;
            case long to: DeleteMessages(to); probe.Asker = sender; break;
            case SaveSnapshotSuccess or DeleteMessagesSuccess: probe.Asker!.Tell(LastSequenceNr); break;
            case SaveSnapshotFailure failure: probe.Asker!.Tell(new Status.Failure(failure.Cause)); break;
            case DeleteMessagesFailure failure: probe.Asker!.Tell(new Status.Failure(failure.Cause)); break;
            default: Unhandled(message); break;
        }
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        probe.Failed.TrySetResult(cause);
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) => probe.Rejected.TrySetResult(cause);

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        probe.Recovered.TrySetException(reason);
        base.OnRecoveryFailure(reason, message);
    }
}
