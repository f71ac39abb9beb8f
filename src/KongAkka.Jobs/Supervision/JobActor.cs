using Akka.Actor;
using Akka.Persistence;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Supervision;

/// <summary>
/// Coordinates one job: claims it in the journal, finds out what it reads, deals the partitions out to subtasks as a generation and watches over them until the job
/// has reached an end. A generation goes on over restarts; another one follows when parallelism, partitions or the bound are others.
/// </summary>
internal sealed partial class JobActor : ReceivePersistentActor, IWithTimers
{
    private readonly JobSpec _spec;
    private readonly JobProgress _progress;
    private readonly RetentionRule _retention;
    private readonly ILogger _logger;
    private readonly JobJournalState _state = new();
    private readonly JobPreparing _preparing;
    private readonly RestartPolicy _restarts;
    private readonly SubtaskCrew _crew;
    private JobParts? _parts;
    private Task _partsClosed = Task.CompletedTask;
    private DateTimeOffset _began;
    private CancellationTokenSource _stopped = new();
    private RestartJob _restart = RestartJob.None;
    private Preparation? _prepared;
    private JobFailure? _failure;
    private bool _isGroupChecked;
    private bool _stopping;
    private bool _cancelling;

    public JobActor(JobSpec spec, JobProgress progress, RetentionRule retention, ILogger logger, RestartJob? restart)
    {
        (_spec, _progress, _retention, _logger) = (spec, progress, retention, logger);
        _progress.Preparing = _preparing = new JobPreparing(spec, logger);
        _restarts = new RestartPolicy(spec.RestartStrategy);
        _crew = new SubtaskCrew(Context, progress, _restarts);

        Recover<JournalEvent>(_state.Apply);
        Recover<RecoveryCompleted>(_ => OnRecovered(restart));
        Command<RestartJob>(Begin);
        Command<PrepareJob>(_ => Prepare());
        Command<JobPrepared>(prepared => OnPrepared(prepared.Preparation));
        Command<BoundsResolved>(resolved => StartGeneration(resolved.Bounds));
        Command<PreparationFailed>(failed => OnPreparationFailed(failed.Cause));
        Command<PartitionsAdded>(added => OnPartitionsAdded(added.Partitions));
        Command<SubtaskRunning>(subtask => _crew.OnRunning(subtask.Subtask));
        Command<SubtaskRestarting>(subtask => _crew.OnRestarting(subtask.Subtask, subtask.Failure));
        Command<SubtaskInConflict>(conflict => OnConflict(conflict.Subtask, conflict.Differences), conflict => _crew.Knows(conflict.Subtask, Sender));
        Command<SubtaskRetired>(retired => OnRetired(retired.Subtask, retired.Positions), retired => _crew.Knows(retired.Subtask, Sender));
        Command<SubtaskEnded>(OnSubtaskEnded, ended => _crew.Knows(ended.Subtask, Sender));
        Command<SubtaskGone>(gone => _crew.OnGone(gone, Timers));
        Command<ReviveSubtask>(revive => Revive(revive.Subtask));
        Command<LookForRival>(_ => ReadGroup());
        Command<GroupRead>(read => OnGroupRead(read.Group));
        Command<StopJob>(stop => Stop(stop.Grace));
        Command<CancelJob>(_ => Cancel());
        ReceiveSavepoints();
        ReceiveDrain();
        CommandAny(_ => { });
    }

    public override string PersistenceId => JobJournalState.IdOf(_spec.Name);

    public ITimerScheduler Timers { get; set; } = null!;

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
    {
        _logger.LogError(cause, "a subtask failed in a way that nobody foresaw, and begins anew from its journal");
        return Directive.Stop;
    });

    protected override void PostStop()
    {
        _stopped.Cancel();
        _progress.Savepoints.FailAll("The job's coordinator has ended. Trigger it again when the job is RUNNING.");
        _ = _parts?.DisposeAsync().AsTask();
        base.PostStop();
    }

    /// <summary>What cannot be written is as bad as what could not be: by default Akka would go on without it.</summary>
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
        throw new InvalidOperationException($"{@event.GetType().Name} cannot be written to the journal: {cause.Message}", cause);

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        if (OwnershipRule.Damage(reason, message, PersistenceId) is { } damage) Context.Parent.Tell(new JournalDamaged(damage));
        base.OnRecoveryFailure(reason, message);
    }

    /// <summary>One that a person has ended stays so unless it was told to start in this process.</summary>
    private void OnRecovered(RestartJob? restart)
    {
        if (restart is null && _state.StaysEnded) StayEnded();
        else Begin(restart ?? RestartJob.None);
    }

    private void StayEnded()
    {
        var end = _state.End!;
        _progress.Claim(_state.JobId!, _progress.Epoch);
        _logger.LogWarning("{State} {At:u} and stays so: kongakka job restart {Name} lets it go on", end.State, end.At, _spec.Name);
        _progress.Hold(end.State == JobEnded.Canceled ? JobState.Canceled : JobState.Finished);
    }

    private void Begin(RestartJob restart)
    {
        if (_cancelling)
        {
            EndStopped();
            return;
        }

        if (OwnershipRule.Superseded(_state.Epoch, _progress.Epoch) is { } superseded)
        {
            EndAs(JobState.Failed, superseded);
            return;
        }

        (_restart, _began, _failure, _stopping, _isGroupChecked) = (restart, _progress.Now, null, false, false);
        if (_stopped.IsCancellationRequested) _stopped = new CancellationTokenSource();
        CrashPoints.Reach(_state.JobId is null ? CrashPoint.BeforeSubmit : CrashPoint.BeforeStart);
        PersistAll(JobClaim.Of(_state, _spec.Name, _progress.Now), OnBegun);
    }

    private void OnBegun(JournalEvent journaled)
    {
        _state.Apply(journaled);
        if (journaled is not JobStarted) return;
        CrashPoints.Reach(CrashPoint.AfterStart);
        _progress.Claim(_state.JobId!, _state.Epoch);
        Prepare();
    }

    private void Prepare()
    {
        _progress.Enter(JobState.Initializing);
        LookForSavepoint();
        var savepoint = _restoring?.Path;
        Task.Run(() => LookAsync(savepoint)).PipeTo(Self, Self, found => new JobPrepared(found), Failed);
    }

    private async Task<Preparation> LookAsync(string? savepoint)
    {
        await _partsClosed.ConfigureAwait(false);
        _progress.Parts = _parts ??= JobParts.Create(_spec, _progress.Counters, _logger);
        return await _preparing.LookAsync(_parts.Sink, savepoint, _stopped.Token).ConfigureAwait(false);
    }

    /// <summary>What a person has mended is looked at anew by the next start.</summary>
    private void CloseParts()
    {
        (var parts, _parts, _progress.Parts) = (_parts, null, null);
        if (parts is not null) _partsClosed = Task.Run(async () => await parts.DisposeAsync().ConfigureAwait(false));
    }

    private void OnPrepared(Preparation prepared)
    {
        _prepared = prepared = Forget(prepared);
        if (!_stopping) _progress.Enter(JobState.Created);
        var step = JobStepRule.Next(_state, _spec, prepared);
        if (_stopping) EndStopped();
        else if (step is JobStep.Fail || !EndsRule.HasChanged(_state.Ends, prepared.Ends)) Do(step);
        else Write(prepared.Ends, () => Do(step));
    }

    private void Do(JobStep step)
    {
        switch (step)
        {
            case JobStep.Run:
                RunSubtasks();
                break;
            case JobStep.Retire retire:
                Retire(retire.Why);
                break;
            case JobStep.Restore:
                Restore(new Dictionary<int, long>());
                break;
            case JobStep.Resolve resolve:
                Resolve(resolve.Known);
                break;
            case JobStep.Fail fail:
                Fail(fail.Failure);
                break;
            default:
                throw new InvalidOperationException($"{step} is not known");
        }
    }

    private void OnPreparationFailed(Exception cause)
    {
        if (_stopping) EndStopped();
        else if (cause is UnrecoverableException) Fail(JobFailure.Of(cause));
        else
        {
            var delay = _restarts.NextDelay(_progress.Now, Random.Shared.NextDouble());
            _logger.LogWarning("not ready to run, next attempt in {Delay}: {Cause}", delay, cause.Message);
            _progress.Enter(JobState.Restarting, JobFailure.Of(cause));
            Timers.StartSingleTimer("prepare", PrepareJob.Instance, delay);
        }
    }

    private static object Failed(Exception cause) => new PreparationFailed(UnrecoverableException.CauseOf(cause));

    private void Write(JournalEvent journaled, Action written) => Persist(journaled, persisted =>
    {
        _state.Apply(persisted);
        written();
    });
}
