using Akka.Actor;
using KongAkka.Jobs.Journal;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Supervision;

/// <summary>Keeps a job's coordinator alive: one that could not write or read its journal begins anew from it, after a back-off.</summary>
internal sealed class JobKeeper : ReceiveActor, IWithTimers
{
    private readonly JobProgress _progress;
    private readonly ILogger _logger;
    private readonly Func<RestartJob?, Props> _job;
    private readonly RestartPolicy _restarts;
    private IActorRef _coordinator = ActorRefs.Nobody;
    private bool _stopping;
    private bool _cancelling;
    private bool _isDamaged;
    private RestartJob? _restart;

    public JobKeeper(JobSpec spec, JobProgress progress, RetentionRule retention, ILogger logger)
    {
        _progress = progress;
        _logger = logger;
        _job = restart => Props.Create(() => new JobActor(spec, progress, retention, logger, restart));
        _restarts = new RestartPolicy(spec.RestartStrategy);
        Receive<PrepareJob>(_ => Create());
        Receive<Terminated>(_ => OnGone());
        Receive<StopJob>(Stop);
        Receive<CancelJob>(Cancel);
        Receive<RestartJob>(Restart);
        Receive<TriggerSavepoint>(Trigger);
        Receive<JournalDamaged>(damaged => OnDamaged(damaged.Failure));
        ReceiveAny(message => _coordinator.Forward(message));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Create();

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
    {
        _logger.LogError(cause, "the coordinator failed in a way that nobody foresaw");
        return Directive.Stop;
    });

    private void Create()
    {
        Timers.Cancel("create");
        _coordinator = Context.Watch(Context.ActorOf(_job(_restart)));
        if (_cancelling) _coordinator.Tell(CancelJob.Instance);
    }

    private void OnGone()
    {
        _coordinator = ActorRefs.Nobody;
        if (_isDamaged) return;
        if (_stopping)
        {
            _progress.Enter(JobState.Suspended);
            return;
        }

        var failure = new JobFailure("The coordinator could not read or write its journal; see the log.", IsFinal: false);
        var delay = _restarts.NextDelay(_progress.Now, Random.Shared.NextDouble());
        _logger.LogError("{Failure} It begins anew in {Delay}.", failure.Message, delay);
        _progress.Enter(JobState.Restarting, failure);
        Timers.StartSingleTimer("create", PrepareJob.Instance, delay);
    }

    /// <summary>Nobody can write down that it failed.</summary>
    private void OnDamaged(JobFailure failure)
    {
        _isDamaged = true;
        _logger.LogError("FAILED: {Cause}", failure.Message);
        _progress.Enter(JobState.Failed, failure);
    }

    private void Restart(RestartJob restart)
    {
        (_stopping, _cancelling, _isDamaged, _restart) = (false, false, false, restart);
        if (_coordinator.IsNobody()) Create();
        else _coordinator.Forward(restart);
    }

    /// <summary>Remembered, because it must reach a coordinator that can write it down.</summary>
    private void Cancel(CancelJob cancel)
    {
        _cancelling = true;
        _coordinator.Tell(cancel);
    }

    private void Trigger(TriggerSavepoint trigger)
    {
        if (!_coordinator.IsNobody()) _coordinator.Forward(trigger);
        else _progress.Savepoints.Fail(trigger.Request.Trigger, "The job's coordinator begins anew. Trigger it again when the job is RUNNING.");
    }

    private void Stop(StopJob stop)
    {
        _stopping = true;
        Timers.Cancel("create");
        if (!_coordinator.IsNobody()) _coordinator.Forward(stop);
        else if (!_isDamaged) _progress.Enter(JobState.Suspended);
    }
}
