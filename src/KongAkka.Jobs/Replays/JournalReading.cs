using Akka.Persistence;
using KongAkka.Jobs.Journal;
using KongAkka.Pipeline;

namespace KongAkka.Jobs.Replays;

/// <summary>Reads what another actor has written to the journal, and writes nothing.</summary>
/// <param name="id">The writer's persistence id.</param>
/// <param name="take">Told of the latest snapshot, if there is one, and each event behind it.</param>
/// <param name="done">Told of the end.</param>
internal sealed class JournalReading(string id, Action<JournalEvent> take, TaskCompletionSource done) : UntypedPersistentActor
{
    public override string PersistenceId => id;

    /// <summary>What it comes to that a journal cannot be read.</summary>
    public static UnrecoverableException Failure(string id, Exception cause) =>
        UnrecoverableException.CauseOf(cause) as UnrecoverableException
        ?? new UnrecoverableException($"The journal of {id} cannot be read: {cause.Message}", "See to it that its file can be read and is whole.", cause);

    protected override void OnRecover(object message)
    {
        if (message is SnapshotOffer { Snapshot: JournalEvent snapshot }) take(snapshot);
        else if (message is JournalEvent journaled) take(journaled);
        if (message is not RecoveryCompleted) return;
        done.TrySetResult();
        Context.Stop(Self);
    }

    protected override void OnCommand(object message)
    {
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null) => done.TrySetException(Failure(PersistenceId, reason));

    protected override void PostStop()
    {
        done.TrySetException(new OperationCanceledException("The journal was closed."));
        base.PostStop();
    }
}
