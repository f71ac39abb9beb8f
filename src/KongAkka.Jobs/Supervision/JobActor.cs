using Akka.Actor;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Supervision;

/// <summary>
/// Coordinates one job: finds out what it reads, deals the partitions out to subtasks and watches over them until the job has reached an end.
/// </summary>
internal sealed class JobActor : ReceiveActor, IWithTimers
{
    private readonly JobSpec _spec;
    private readonly JobProgress _progress;
    private readonly ILogger _logger;
    private readonly RestartPolicy _preparations;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Dictionary<int, IActorRef> _subtasks = [];
    private readonly HashSet<int> _restarting = [];
    private JobParts? _parts;
    private Exception? _failure;
    private bool _stopping;

    public JobActor(JobSpec spec, JobProgress progress, ILogger logger)
    {
        _spec = spec;
        _progress = progress;
        _logger = logger;
        _preparations = new RestartPolicy(spec.RestartStrategy);

        Receive<PrepareJob>(_ => Prepare());
        Receive<JobPrepared>(prepared => RunSubtasks(prepared.Bounds));
        Receive<PreparationFailed>(failed => OnPreparationFailed(failed.Cause));
        Receive<SubtaskRunning>(subtask => OnSubtaskRunning(subtask.Subtask));
        Receive<SubtaskRestarting>(subtask => OnSubtaskRestarting(subtask.Subtask, subtask.Cause));
        Receive<SubtaskEnded>(subtask => OnSubtaskEnded(subtask.Subtask, subtask.Cause));
        Receive<StopJob>(stop => Stop(stop.Grace));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Self.Tell(PrepareJob.Instance);

    protected override void PostStop()
    {
        _stopped.Cancel();
        _progress.Enter(_stopping ? JobState.Suspended : JobState.Failed, _failure?.Message ?? "the job ended unexpectedly");
        _ = _parts?.DisposeAsync().AsTask();
    }

    /// <summary>A second life would read from the start again and load rows twice: an error in this actor ends the job.</summary>
    protected override void PreRestart(Exception reason, object message)
    {
        _failure ??= reason;
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason) => Context.Stop(Self);

    /// <summary>A subtask has no state that a restart of the actor would keep: an exception inside it ends the job.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
    {
        _failure ??= cause;
        return Directive.Stop;
    });

    private void Prepare()
    {
        _progress.Enter(JobState.Initializing);
        Task.Run(PrepareAsync).PipeTo(Self, Self, bounds => new JobPrepared(bounds), cause => new PreparationFailed(UnrecoverableException.CauseOf(cause)));
    }

    private async Task<IReadOnlyList<PartitionBounds>> PrepareAsync()
    {
        _parts ??= JobParts.Create(_spec, _progress.Counters, _logger);
        await _parts.Sink.OpenAsync(_stopped.Token).ConfigureAwait(false);
        return await new OffsetResolver(_spec.Source, _logger).ResolveAsync(_stopped.Token).ConfigureAwait(false);
    }

    private void OnPreparationFailed(Exception cause)
    {
        if (_stopping) End(JobState.Suspended);
        else if (cause is UnrecoverableException) Fail(cause);
        else
        {
            var delay = _preparations.NextDelay(_progress.Now, Random.Shared.NextDouble());
            _logger.LogWarning("not ready to run, next attempt in {Delay}: {Cause}", delay, cause.Message);
            _progress.Enter(JobState.Restarting, cause.Message);
            Timers.StartSingleTimer("prepare", PrepareJob.Instance, delay);
        }
    }

    private void RunSubtasks(IReadOnlyList<PartitionBounds> bounds)
    {
        if (_stopping)
        {
            End(JobState.Suspended);
            return;
        }

        var context = new SubtaskContext(_spec, _progress, _parts!.Sink, _parts.Rejects, _logger);
        foreach (var (number, share) in PartitionShare.Deal(bounds, _spec.Parallelism))
        {
            var subtask = Context.ActorOf(Props.Create(() => new SubtaskActor(number, share, context)), "subtask-" + number);
            _subtasks[number] = Context.WatchWith(subtask, new SubtaskEnded(number, null));
        }

        _logger.LogInformation("runs: {Partitions} partitions of {Topic} in {Subtasks} subtasks", bounds.Count, _spec.Source.Topic, _subtasks.Count);
        _progress.Enter(JobState.Running);
    }

    private void OnSubtaskRunning(int subtask)
    {
        if (_restarting.Remove(subtask) && _restarting.Count == 0) _progress.Enter(JobState.Running);
    }

    private void OnSubtaskRestarting(int subtask, Exception cause)
    {
        _restarting.Add(subtask);
        _progress.Enter(JobState.Restarting, cause.Message);
    }

    private void OnSubtaskEnded(int subtask, Exception? cause)
    {
        _failure ??= cause;
        if (!_subtasks.Remove(subtask)) return;
        if (_failure is not null) foreach (var other in _subtasks.Values) other.Tell(AbortSubtask.Instance);
        if (_subtasks.Count > 0) return;
        if (_failure is not null) Fail(_failure);
        else End(_stopping ? JobState.Suspended : JobState.Finished);
    }

    private void Stop(TimeSpan grace)
    {
        if (_stopping) return;
        _stopping = true;
        _stopped.Cancel();
        foreach (var subtask in _subtasks.Values) subtask.Tell(new StopSubtask(grace));
        if (Timers.IsTimerActive("prepare")) End(JobState.Suspended);
    }

    private void Fail(Exception cause)
    {
        _logger.LogError(cause is UnrecoverableException ? null : cause, "FAILED: {Cause}", cause.Message);
        End(JobState.Failed, cause.Message);
    }

    private void End(JobState state, string? failure = null)
    {
        _progress.Enter(state, failure);
        _logger.LogInformation("{State}", state.ToString().ToUpperInvariant());
        Context.Stop(Self);
    }
}
