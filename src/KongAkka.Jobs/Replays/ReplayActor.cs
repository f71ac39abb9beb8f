using System.Security.Cryptography;
using Akka.Actor;
using Akka.Persistence;
using KongAkka.Jobs.Journal;
using KongAkka.Pipeline;

namespace KongAkka.Jobs.Replays;

/// <summary>
/// The account of a job's replays in the journal. Its events are never deleted: they are few, and what they say must hold for as long as the rejects are there.
/// When a write fails it ends, and whoever waits for it is told why.
/// </summary>
internal sealed class ReplayActor : ReceivePersistentActor
{
    private const int SnapshotEvery = 64;
    private const int IncarnationBytes = 16;

    private readonly string _job;
    private readonly TimeProvider _time;
    private readonly ReplayState _state = new();
    private readonly TaskCompletionSource<object> _failed;
    private int _sinceSnapshot;

    public ReplayActor(string job, TimeProvider time, TaskCompletionSource<object> failed)
    {
        (_job, _time, _failed) = (job, time, failed);
        Recover<SnapshotOffer>(offer => _state.Restore((ReplaySnapshot)offer.Snapshot));
        Recover<JournalEvent>(_state.Apply);
        Command<ClaimReplays>(_ => Claim(_state));
        Command<ConfirmReplays>(Claim);
        Command<WriteReplay>(write => Write(write.Event, write));
        Command<SaveSnapshotSuccess>(saved => DeleteSnapshots(new SnapshotSelectionCriteria(saved.Metadata.SequenceNr - 1)));
        CommandAny(_ => { });
    }

    public override string PersistenceId => IdOf(_job);

    /// <summary>The persistence id of a job's replays.</summary>
    /// <param name="job">The job's name.</param>
    public static string IdOf(string job) => $"rejects/{job}";

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => _failed.TrySetException(JournalFence.IsHit(cause)
        ? new UnrecoverableException($"Another replay of the rejects of job {_job} has taken over.", "Let it end, then replay again: what is in the table is left out.", cause)
        : new UnrecoverableException($"The journal cannot be written: {cause.Message}", "Mend it and replay again: what is in the table is left out.", cause));

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) => OnPersistFailure(cause, @event, sequenceNr);

    protected override void OnRecoveryFailure(Exception reason, object? message = null) => _failed.TrySetException(JournalReading.Failure(PersistenceId, reason));

    protected override void PostStop()
    {
        _failed.TrySetException(new OperationCanceledException("The journal was closed."));
        base.PostStop();
    }

    private void Claim(object answer)
    {
        var incarnation = _state.Incarnation ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IncarnationBytes));
        Write(new ReplayClaimed(incarnation, Environment.MachineName, Environment.ProcessId, _time.GetUtcNow()), answer);
    }

    private void Write(JournalEvent journaled, object answer)
    {
        var sender = Sender;
        Persist(journaled, persisted =>
        {
            _state.Apply(persisted);
            if (++_sinceSnapshot >= SnapshotEvery)
            {
                _sinceSnapshot = 0;
                SaveSnapshot(_state.Snapshot());
            }

            sender.Tell(answer);
        });
    }
}
