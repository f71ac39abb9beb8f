using Akka.Actor;
using Akka.Persistence;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Supervision;

/// <summary>
/// Coordinates one job: claims it in the journal, finds out what it reads, deals the partitions out to subtasks as a generation and watches over them until the job
/// has reached an end. A generation goes on over restarts; another one follows when parallelism, partitions or the bound are others.
/// </summary>
internal sealed class JobActor : ReceivePersistentActor, IWithTimers
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
    private CancellationTokenSource _stopped = new();
    private RestartOptions _options = RestartOptions.None;
    private Preparation? _prepared;
    private JobFailure? _failure;
    private bool _isGroupChecked;
    private bool _stopping;

    public JobActor(JobSpec spec, JobProgress progress, RetentionRule retention, ILogger logger)
    {
        (_spec, _progress, _retention, _logger) = (spec, progress, retention, logger);
        _preparing = new JobPreparing(spec, logger);
        _restarts = new RestartPolicy(spec.RestartStrategy);
        _crew = new SubtaskCrew(Context, progress, _restarts);

        Recover<JournalEvent>(_state.Apply);
        Recover<RecoveryCompleted>(_ => Begin(RestartOptions.None));
        Command<RestartJob>(restart => Begin(restart.Options));
        Command<PrepareJob>(_ => Prepare());
        Command<JobPrepared>(prepared => OnPrepared(prepared.Preparation));
        Command<BoundsResolved>(resolved => StartGeneration(resolved.Bounds));
        Command<PreparationFailed>(failed => OnPreparationFailed(failed.Cause));
        Command<PartitionsAdded>(added => OnPartitionsAdded(added.Partitions));
        Command<SubtaskRunning>(subtask => _crew.OnRunning(subtask.Subtask));
        Command<SubtaskRestarting>(subtask => _crew.OnRestarting(subtask.Subtask, subtask.Failure));
        Command<SubtaskInConflict>(conflict => OnConflict(conflict.Subtask, conflict.Differences));
        Command<SubtaskRetired>(retired => OnRetired(retired.Subtask, retired.Positions));
        Command<SubtaskEnded>(ended => OnSubtaskEnded(ended.Subtask, ended.Failure));
        Command<SubtaskGone>(gone => _crew.OnGone(gone, Timers));
        Command<ReviveSubtask>(revive => _crew.Revive(revive.Subtask));
        Command<StopJob>(stop => Stop(stop.Grace));
        CommandAny(_ => { });
    }

    public override string PersistenceId => $"job/{_spec.Name}";

    public ITimerScheduler Timers { get; set; } = null!;

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
    {
        _logger.LogError(cause, "a subtask failed in a way that nobody foresaw, and begins anew from its journal");
        return Directive.Stop;
    });

    protected override void PostStop()
    {
        _stopped.Cancel();
        _ = _parts?.DisposeAsync().AsTask();
        base.PostStop();
    }

    /// <summary>What cannot be written is as bad as what could not be: by default Akka would go on without it.</summary>
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
        throw new InvalidOperationException($"{@event.GetType().Name} cannot be written to the journal: {cause.Message}", cause);

    private void Begin(RestartOptions options)
    {
        if (OwnershipRule.Superseded(_state.Epoch, _progress.Epoch) is { } superseded)
        {
            EndAs(JobState.Failed, superseded);
            return;
        }

        (_options, _failure, _stopping, _isGroupChecked) = (options, null, false, false);
        if (_stopped.IsCancellationRequested) _stopped = new CancellationTokenSource();
        List<JournalEvent> events = [];
        if (_state.JobId is null) events.Add(new JobSubmitted(Guid.NewGuid().ToString("N"), _spec.Name, _progress.Now));
        CrashPoints.Reach(_state.JobId is null ? CrashPoint.BeforeSubmit : CrashPoint.BeforeStart);
        events.Add(new JobStarted(_state.Epoch + 1, Environment.MachineName, Environment.ProcessId, typeof(JobActor).Assembly.GetName().Version!.ToString(), _progress.Now));
        PersistAll(events, OnBegun);
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
        Task.Run(LookAsync).PipeTo(Self, Self, found => new JobPrepared(found), Failed);
    }

    private Task<Preparation> LookAsync()
    {
        _parts ??= JobParts.Create(_spec, _progress.Counters, _logger);
        return _preparing.LookAsync(_parts.Sink, _stopped.Token);
    }

    private void OnPrepared(Preparation prepared)
    {
        _prepared = prepared;
        try
        {
            EndsRule.Check(_spec.Name, _state.Ends, prepared.Ends);
        }
        catch (UnrecoverableException e)
        {
            Fail(JobFailure.Of(e));
            return;
        }

        if (EndsRule.HasChanged(_state.Ends, prepared.Ends)) Write(prepared.Ends, Choose);
        else Choose();
    }

    private void Choose()
    {
        if (_stopping) EndAs(JobState.Suspended, null);
        else if (_state.Generation is null) StartFirst();
        else if (_state.IsRetiring) RunSubtasks();
        else if (GenerationRule.WhyNext(_state, _spec, _prepared!.Partitions) is { } why) Retire(why);
        else RunSubtasks();
    }

    private void StartFirst()
    {
        var ours = _prepared!.Group.Where(commit => GroupCommitRule.IsOurs(commit.Value)).ToDictionary();
        if (ours.Count > 0 && _spec.OnGroupConflict == GroupConflict.Fail)
            Fail(GroupConflictText.JournalIsEmpty(_spec, ours));
        else Resolve(_spec.OnGroupConflict == GroupConflict.GroupOffsets ? ours.ToDictionary(commit => commit.Key, commit => commit.Value.Next) : []);
    }

    private void Retire(string why)
    {
        _logger.LogInformation("generation {Number} ends: {Why}", _state.Generation!.Number, why);
        Write(new GenerationRetiring(_state.Generation.Number, _progress.Now), RunSubtasks);
    }

    private void Resolve(Dictionary<int, long> known) =>
        Task.Run(() => _preparing.ResolveAsync(known, _stopped.Token)).PipeTo(Self, Self, bounds => new BoundsResolved(bounds), Failed);

    private void StartGeneration(IReadOnlyList<PartitionBounds> bounds)
    {
        if (_stopping)
        {
            EndAs(JobState.Suspended, null);
            return;
        }

        var isNewLife = _crew.TakesGroupOffsets;
        var next = GenerationRule.Next(_state.Generation, _spec, bounds, _prepared!.Group, isNewLife, _progress.Now);
        CrashPoints.Reach(CrashPoint.BeforeGeneration);
        Write(next, () =>
        {
            CrashPoints.Reach(CrashPoint.AfterGeneration);
            _crew.TakesGroupOffsets = false;
            RunSubtasks();
        });
    }

    private void RunSubtasks()
    {
        var generation = _state.Generation!;
        _crew.Start(new SubtaskContext(_spec, _parts!, _progress, _logger)
        {
            Generation = generation,
            Commits = new GroupCommitRule(_state.JobId!, _state.Epoch),
            Schema = _prepared!.Schema,
            RuleHash = _preparing.RuleHash,
            Retention = _retention,
            GroupCommits = MayConflict ? _prepared.Group : new Dictionary<int, GroupCommit>(),
            IsRetiring = _state.IsRetiring,
            Options = _options,
        });
        _logger.LogInformation(
            "generation {Number}, epoch {Epoch}: {Partitions} partitions of {Topic} in {Subtasks} subtasks{Retiring}",
            generation.Number, _state.Epoch, generation.Partitions.Count, _spec.Source.Topic, _crew.Count, _state.IsRetiring ? ", to finish what is open" : "");
        if (!_state.IsRetiring) Discover(generation);
        _progress.Enter(JobState.Running);
    }

    private bool MayConflict => !_isGroupChecked && !_crew.TakesGroupOffsets && _spec.OnGroupConflict != GroupConflict.Journal;

    private void Discover(GenerationStarted generation)
    {
        _isGroupChecked = true;
        if (_spec.Source.Bounded != BoundedMode.Unbounded || _spec.Source.PartitionDiscoveryInterval == TimeSpan.Zero) return;
        int[] known = [.. generation.Partitions.Select(p => p.Partition)];
        _preparing.WaitForNewPartitionsAsync(known, _stopped.Token).PipeTo(Self, Self, found => new PartitionsAdded(found), _ => new object());
    }

    private void OnPartitionsAdded(IReadOnlyList<int> partitions)
    {
        if (_stopping || _failure is not null || partitions.Count <= _state.Generation!.Partitions.Count) return;
        _logger.LogInformation("topic {Topic} has {Partitions} partitions now", _spec.Source.Topic, partitions.Count);
        _crew.Replan();
    }

    private void OnConflict(int subtask, string differences)
    {
        if (_spec.OnGroupConflict == GroupConflict.GroupOffsets && !_crew.TakesGroupOffsets)
        {
            _crew.TakesGroupOffsets = true;
            _crew.Dismiss();
            Retire($"the consumer group's offsets are taken over: {differences}");
        }
        else if (!_crew.TakesGroupOffsets) OnSubtaskEnded(subtask, GroupConflictText.Contradiction(_spec, differences));
    }

    private void OnRetired(int subtask, IReadOnlyList<PartitionPosition> positions)
    {
        _crew.Retire(subtask, positions);
        if (_crew.Count > 0) return;
        var known = _crew.Positions;
        if (_crew.TakesGroupOffsets) OwnershipRule.TakeOver(known, _state.Generation!, new GroupCommitRule(_state.JobId!, _state.Epoch), _prepared!.Group);
        if (_failure is not null) Fail(_failure);
        else if (_stopping) EndAs(JobState.Suspended, null);
        else if (_state.IsRetiring) Resolve(known);
        else Retire("its subtasks are retired");
    }

    private void OnSubtaskEnded(int subtask, JobFailure? failure)
    {
        _failure ??= failure;
        if (!_crew.Remove(subtask)) return;
        if (_failure is not null) _crew.Abort();
        if (_crew.Count > 0) return;
        if (_failure is not null) Fail(_failure);
        else if (_stopping) EndAs(JobState.Suspended, null);
        else if (_crew.IsReplanning || _state.IsRetiring) Self.Tell(PrepareJob.Instance);
        else WriteEnd("FINISHED", null, JobState.Finished);
    }

    private void OnPreparationFailed(Exception cause)
    {
        if (_stopping) EndAs(JobState.Suspended, null);
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

    private void Stop(TimeSpan grace)
    {
        if (_stopping || _progress.Snapshot().State.IsEnd()) return;
        _stopping = true;
        _stopped.Cancel();
        _crew.Stop(grace);
        if (Timers.IsTimerActive("prepare")) EndAs(JobState.Suspended, null);
    }

    private void Fail(JobFailure failure)
    {
        _logger.LogError("FAILED: {Cause}", failure.Message);
        WriteEnd("FAILED", failure, JobState.Failed);
    }

    private void WriteEnd(string word, JobFailure? failure, JobState state)
    {
        CrashPoints.Reach(CrashPoint.BeforeEnd);
        Write(new JobEnded(word, _progress.Now, failure?.Message), () =>
        {
            CrashPoints.Reach(CrashPoint.AfterEnd);
            EndAs(state, failure);
        });
    }

    private void EndAs(JobState state, JobFailure? failure)
    {
        _stopped.Cancel();
        _progress.Enter(state, failure);
        _logger.LogInformation("{State}", state.ToString().ToUpperInvariant());
    }

    private void Write(JournalEvent journaled, Action written) => Persist(journaled, persisted =>
    {
        _state.Apply(persisted);
        written();
    });
}
