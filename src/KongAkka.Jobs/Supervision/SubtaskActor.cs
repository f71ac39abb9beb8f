using Akka.Actor;
using Akka.Persistence;
using Akka.Streams;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Supervision;

/// <summary>
/// Owns a fixed share of a job's partitions, the account of their loads in the journal, and one running graph. It claims its journal first, brings every open plan
/// to its end, and then runs the graph behind them. A graph that fails is followed by the same once more, after a back-off.
/// </summary>
internal sealed partial class SubtaskActor : ReceivePersistentActor, IWithTimers
{
    private readonly int _number;
    private readonly SubtaskContext _context;
    private readonly SubtaskState _state;
    private readonly SubtaskJournal _journal;
    private readonly PlanMaker _plans;
    private readonly RestartPolicy _restarts;
    private readonly PathWatch _watch;
    private readonly CutWatch _cuts;
    private readonly ActorMaterializer _materializer = Context.Materializer();
    private readonly CancellationTokenSource _gone = new();
    private RunningPath? _path;
    private PlanRecovery? _recovery;
    private JobFailure? _failure;
    private bool _stopping;
    private bool _isFinishing;

    public SubtaskActor(int number, SubtaskContext context)
    {
        _number = number;
        _context = context;
        _state = new SubtaskState(context.Assignments(number));
        _journal = new SubtaskJournal(this, _state, context.Retention, context.Progress.Time, StandDown) { Written = context.Progress.Instruments is { } measured ? measured.Journaled : null };
        _plans = new PlanMaker(number, context);
        _restarts = new RestartPolicy(context.Spec.RestartStrategy);
        _watch = new PathWatch(number, context);
        _cuts = new CutWatch(number, _state, Context.Parent);

        Recover<SnapshotOffer>(_journal.Recover);
        Recover<JournalEvent>(journaled => _state.Apply(journaled));
        Recover<RecoveryCompleted>(_ => Self.Tell(GoOn.Instance));
        Command<GoOn>(_ => Claim());
        Command<TakeCut>(_cuts.Take);
        Command<GroupCommitted>(_ => End());
        Command<StopSubtask>(stop => Stop(stop.Grace));
        Command<AbortSubtask>(_ => Abort());
    }

    public override string PersistenceId => _context.PersistenceId(_number);

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PostStop()
    {
        _gone.Cancel();
        _watch.End();
        _path?.Abort();
        _recovery?.Abort();
        base.PostStop();
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        Report($"The journal cannot be written: {cause.Message}");
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    /// <summary>What cannot be written is as bad as what could not be: by default Akka would go on without it.</summary>
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
        throw new InvalidOperationException($"{@event.GetType().Name} cannot be written to the journal: {cause.Message}", cause);

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        if (OwnershipRule.Damage(reason, message, PersistenceId) is { } damage) Context.Parent.Tell(new SubtaskEnded(_number, damage));
        else Report($"The journal cannot be read: {reason.Message}");
        base.OnRecoveryFailure(reason, message);
    }

    private void Report(string trouble)
    {
        _context.Logger.LogError("subtask {Subtask} begins anew from its journal: {Trouble}", _number, trouble);
        Context.Parent.Tell(new SubtaskRestarting(_number, new JobFailure(trouble, IsFinal: false)));
    }

    private void StandDown()
    {
        Report("Nothing was written for so long that another process may have taken over.");
        Context.Stop(Self);
    }

    private void Claim()
    {
        Publish(Positions());
        if (OwnershipRule.Superseded(_state.Epoch, _context.Commits.Epoch) is { } failure) Finish(failure);
        else if (OwnershipRule.Differences(_state, _number, _context) is { Length: > 0 } differences) ReportConflict(differences);
        else if (_state.IsRetired) ReportRetired();
        else
        {
            CrashPoints.Reach(CrashPoint.BeforeClaim);
            _journal.Write(Claimed(), _ => OnClaimed());
        }
    }

    private void ReportConflict(string differences)
    {
        Context.Parent.Tell(new SubtaskInConflict(_number, differences));
        Context.Stop(Self);
    }

    private OwnerClaimed Claimed() => new(_context.Commits.Epoch, _context.Progress.Now);

    private void OnClaimed()
    {
        CrashPoints.Reach(CrashPoint.AfterClaim);
        Become(Owning);
        Timers.StartPeriodicTimer("owner", StayOwner.Instance, _context.Retention.ConfirmEvery);
        Timers.StartPeriodicTimer("watch", WatchPath.Instance, _context.Spec.Watchdog.Interval);
        GoOnWithNext();
    }

    private void Owning()
    {
        Command<GoOn>(_ => GoOnWithNext());
        Command<PlanLoad>(load => Plan(load));
        Command<ConfirmOwner>(_ => Confirm(Sender));
        Command<CommitLoad>(load => Commit(load.Number, CommitProof.Reply));
        Command<PlanRecovered>(recovered => OnRecovered(recovered.Plan));
        Command<PathEnded>(end => OnPathEnded(end.Cause));
        Command<StayOwner>(_ => _journal.Write(Claimed(), static _ => { }));
        Command<WatchPath>(_ => _watch.Look(_path ?? _recovery?.Path));
        Command<TakeCut>(_cuts.Take);
        Command<GroupCommitted>(_ => End());
        Command<StopSubtask>(stop => Stop(stop.Grace));
        Command<AbortSubtask>(_ => Abort());
        Command<SaveSnapshotSuccess>(saved => _journal.OnSaved(saved.Metadata));
        Command<SaveSnapshotFailure>(failed => _context.Logger.LogWarning("no snapshot of subtask {Subtask} could be taken: {Cause}", _number, failed.Cause.Message));
        CommandAny(_ => { });
    }

    private void GoOnWithNext()
    {
        if (_stopping) Finish(null);
        else if (_state.Uncommitted.FirstOrDefault() is { } plan) Decide(plan);
        else if (_context.IsRetiring) Retire();
        else Run();
    }

    private void Decide(LoadPlan plan)
    {
        var isReload = _context.Options.Decisions.TryGetValue(plan.Label, out var isLoaded) && !isLoaded;
        if (isReload) _journal.Write(new DecisionMade(plan.Number, IsLoaded: false, _context.Progress.Now), _ => Recover(plan));
        else Recover(plan);
    }

    private void Recover(LoadPlan plan)
    {
        var self = Self;
        _recovery = new PlanRecovery(_context, _materializer, () => self.Ask<ConfirmOwner>(ConfirmOwner.Instance, _gone.Token));
        _recovery.RunAsync(plan).PipeTo(Self, Self, recovered => new PlanRecovered(recovered), cause => new PathEnded(UnrecoverableException.CauseOf(cause)));
    }

    private void OnRecovered(RecoveredPlan recovered)
    {
        _recovery = null;
        var number = recovered.Plan.Number;
        if (recovered.Proof is not { } proof) Split(recovered.Plan);
        else if (recovered.Missing > 0) _journal.Write(new LossAccepted(number, recovered.Found, recovered.Missing, _context.Progress.Now), _ => EndPlan(recovered, proof));
        else if (proof == CommitProof.Decision) _journal.Write(new DecisionMade(number, IsLoaded: true, _context.Progress.Now), _ => EndPlan(recovered, proof));
        else EndPlan(recovered, proof);
    }

    private void EndPlan(RecoveredPlan recovered, CommitProof proof)
    {
        _context.Logger.LogInformation("subtask {Subtask}: open load {Label} is over ({Proof}, {Missing} records given up)", _number, recovered.Plan.Label, proof, recovered.Missing);
        Commit(recovered.Plan.Number, proof);
        Self.Tell(GoOn.Instance);
    }

    private void Split(LoadPlan plan)
    {
        CrashPoints.Reach(CrashPoint.BeforeSplit);
        _journal.Write(_plans.Split(plan, _state.NextNumber), _ =>
        {
            CrashPoints.Reach(CrashPoint.AfterSplit);
            Self.Tell(GoOn.Instance);
        });
    }

    private void Run()
    {
        PartitionBounds[] bounds = [.. _context.Assignments(_number).Select(a => new PartitionBounds(a.Partition, _state.Positions[a.Partition], a.End))];
        _path = _watch.Begin(LoadPipeline.Run(_context.Path(bounds, _context.Limits), _context.Services(new SubtaskLedger(Self, _gone.Token)), _materializer));
        _path.Commit([.. bounds.Select(b => new PartitionPosition(b.Partition, b.Start))]);
        _path.Completion.PipeTo(Self, Self, () => new PathEnded(null), cause => new PathEnded(UnrecoverableException.CauseOf(cause)));
        Context.Parent.Tell(new SubtaskRunning(_number));
    }

    private void Plan(PlanLoad load)
    {
        var sender = Sender;
        _state.EnsureFollows(load.Ranges);
        var plan = _plans.Plan(_state.NextNumber, load.Ranges, load.Rows, _state.NextNumber);
        JournalEvent planned = load.Rows > 0 ? new BatchPlanned(plan) : new OffsetsAdvanced(plan.Number, plan.Ranges, plan.PlannedAt);
        CrashPoints.Reach(CrashPoint.BeforePlan);
        _journal.Write(planned, moved =>
        {
            CrashPoints.Reach(CrashPoint.AfterPlan);
            Publish(moved);
            if (moved.Count > 0) _path?.Commit(moved);
            sender.Tell(plan);
        });
    }

    private void Confirm(IActorRef asker) => _journal.Confirm(_context.Commits.Epoch, () => asker.Tell(ConfirmOwner.Instance));

    private void Commit(long number, CommitProof proof)
    {
        CrashPoints.Reach(CrashPoint.BeforeCommit);
        _journal.Write(new BatchCommitted(number, proof, _context.Progress.Now), moved =>
        {
            CrashPoints.Reach(CrashPoint.AfterCommit);
            Publish(moved);
            if (moved.Count > 0) _path?.Commit(moved);
        });
    }

    private void Publish(IEnumerable<PartitionPosition> positions)
    {
        foreach (var position in positions) _context.Progress.Positions[position.Partition] = position.Next;
        _cuts.Look();
    }

    private void OnPathEnded(Exception? cause)
    {
        _watch.EndPath();
        (_path, _recovery) = (null, null);
        if (cause is null) Finish(null);
        else if (cause is UnrecoverableException) Finish(JobFailure.Of(cause));
        else if (_stopping) Finish(null);
        else if (cause is RowsRefusedException) GoOnWithNext();
        else RestartAfter(cause);
    }

    private void RestartAfter(Exception cause)
    {
        var delay = _restarts.NextDelay(_context.Progress.Now, Random.Shared.NextDouble());
        _context.Logger.LogError(cause, "subtask {Subtask} failed and starts again in {Delay}", _number, delay);
        Context.Parent.Tell(new SubtaskRestarting(_number, JobFailure.Of(cause)));
        Timers.StartSingleTimer("restart", GoOn.Instance, delay);
    }
}
