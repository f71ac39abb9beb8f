using Akka.Actor;
using Akka.Persistence;
using KongAkka.Jobs.Journal;

namespace KongAkka.Benchmarks;

/// <summary>Persists what it is told and answers when that is done.</summary>
internal sealed class JournalWriter : UntypedPersistentActor
{
    private long _replayed;

    public override string PersistenceId => OldJournal.Id;

    protected override void OnRecover(object message) => _replayed += message is JournalEvent ? 1 : 0;

    protected override void OnCommand(object message)
    {
        var sender = Sender;
        if (message is not JournalEvent[] events)
        {
            sender.Tell(_replayed);
            return;
        }

        var left = events.Length;
        PersistAll(events, _ =>
        {
            if (--left == 0) sender.Tell(LastSequenceNr);
        });
    }
}
