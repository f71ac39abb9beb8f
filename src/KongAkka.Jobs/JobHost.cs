using Akka.Actor;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Savepoints;
using KongAkka.Jobs.Supervision;
using KongAkka.Jobs.Telemetry;
using KongAkka.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs;

/// <summary>The jobs of a process.</summary>
public sealed class JobHost : IJobs
{
    private static readonly TimeSpan HeldPause = TimeSpan.FromMilliseconds(100);

    private readonly List<(JobProgress Progress, IActorRef Job)> _jobs;

    private JobHost(List<(JobProgress Progress, IActorRef Job)> jobs) => _jobs = jobs;

    /// <inheritdoc/>
    public IReadOnlyList<JobStatus> Jobs => [.. _jobs.Select(j => j.Progress.Snapshot())];

    /// <summary>Done when all jobs have reached an end.</summary>
    public Task Ended => Task.WhenAll(_jobs.Select(j => j.Progress.Ended));

    /// <summary>Done when nothing is left to do: all jobs are bounded and have ended in this process. A job that was cancelled before may yet be restarted.</summary>
    public async Task WhenDoneAsync()
    {
        // A process whose jobs were all taken over by others has nothing left to do, bounded or not.
        while (!_jobs.All(j => j.Progress.Snapshot().Shape.IsBounded))
        {
            if (_jobs.All(j => j.Progress.IsSuperseded)) return;
            await Task.Delay(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        }

        while (_jobs.Any(j => j.Progress.IsHeld || !j.Progress.Ended.IsCompleted))
        {
            await Task.WhenAll(_jobs.Where(j => !j.Progress.IsHeld).Select(j => j.Progress.Ended)).ConfigureAwait(false);
            // A job that is held is looked at again now and then: a person may restart it.
            if (_jobs.Any(j => j.Progress.IsHeld)) await Task.Delay(HeldPause).ConfigureAwait(false);
        }
    }

    /// <summary>Starts jobs.</summary>
    /// <param name="system">The actor system in which they run; its journal is configured.</param>
    /// <param name="jobs">The jobs, of different names.</param>
    /// <param name="retention">How long events stay in the journal.</param>
    /// <param name="loggers">Where they log; the category is <c>job</c> and the name.</param>
    /// <param name="instruments">Measure their loads; none by default.</param>
    public static JobHost Start(ActorSystem system, IReadOnlyList<JobSpec> jobs, TimeSpan retention, ILoggerFactory loggers, LoadInstruments? instruments = null) =>
        new([.. jobs.Select(spec => Start(system, spec, new RetentionRule(retention), loggers, instruments))]);

    /// <summary>Stops all jobs: they read no more, and the open loads are finished or, when the time is over, abandoned.</summary>
    /// <param name="grace">The time that open loads may take.</param>
    public Task StopAsync(TimeSpan grace)
    {
        foreach (var (progress, job) in _jobs)
            if (!progress.Ended.IsCompleted) job.Tell(new StopJob(grace));
        return Ended;
    }

    /// <inheritdoc/>
    public bool Cancel(string job) => Change(job, hasEnded: false, (_, actor) => actor.Tell(CancelJob.Instance));

    /// <inheritdoc/>
    public bool Pause(string job, bool isPaused) => Change(job, hasEnded: false, (progress, _) => progress.Paths.Pause(isPaused));

    /// <inheritdoc/>
    public bool Restart(string job, RestartOptions options) => Change(job, hasEnded: true, (progress, actor) =>
    {
        progress.Paths.Pause(false);
        progress.Enter(JobState.Initializing);
        actor.Tell(new RestartJob(options, Guid.NewGuid().ToString("N")));
    });

    /// <inheritdoc/>
    public bool TriggerSavepoint(string job, SavepointRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        foreach (var (progress, actor) in Find(job))
        {
            if (progress.Savepoints.TryBegin(request.Trigger)) Trigger(progress, actor, request);
            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public bool StopWithSavepoint(string job, SavepointRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return TriggerSavepoint(job, request with { IsStopping = true });
    }

    private static void Trigger(JobProgress progress, IActorRef job, SavepointRequest request)
    {
        try
        {
            var directory = SavepointRoot.Resolve(progress.SavepointDirectory, request.Directory);
            if (progress.Ended.IsCompleted) progress.Savepoints.Fail(request.Trigger, "The job has ended. A savepoint is taken of a running job alone.");
            else job.Tell(new TriggerSavepoint(request, directory));
        }
        catch (SavepointException e)
        {
            progress.Savepoints.Fail(request.Trigger, e.Message);
        }
    }

    private bool Change(string job, bool hasEnded, Action<JobProgress, IActorRef> change)
    {
        foreach (var (progress, actor) in Find(job))
        {
            if (progress.Ended.IsCompleted != hasEnded) continue;
            change(progress, actor);
            return true;
        }

        return false;
    }

    private IEnumerable<(JobProgress Progress, IActorRef Job)> Find(string job) => _jobs.Where(j => j.Progress.Snapshot() is var status && (status.Name == job || status.Id == job));

    private static (JobProgress, IActorRef) Start(ActorSystem system, JobSpec spec, RetentionRule retention, ILoggerFactory loggers, LoadInstruments? instruments)
    {
        var progress = new JobProgress(spec, TimeProvider.System) { Instruments = instruments is null ? null : new JobInstruments(instruments, spec.Name, TimeProvider.System) };
        var logger = loggers.CreateLogger("job " + spec.Name);
        if (instruments is not null)
        {
            progress.Unread = new UnreadWatch(spec.Source, progress.Snapshot, logger);
            _ = progress.Unread.RunAsync(system.WhenTerminated);
        }

        return (progress, system.ActorOf(Props.Create(() => new JobKeeper(spec, progress, retention, logger)), "job-" + Uri.EscapeDataString(spec.Name)));
    }
}
