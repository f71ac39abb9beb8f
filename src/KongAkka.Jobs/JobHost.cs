using Akka.Actor;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Supervision;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs;

/// <summary>The jobs of a process.</summary>
public sealed class JobHost
{
    private readonly List<(JobProgress Progress, IActorRef Job)> _jobs;

    private JobHost(List<(JobProgress Progress, IActorRef Job)> jobs) => _jobs = jobs;

    /// <summary>The jobs at this moment.</summary>
    public IReadOnlyList<JobStatus> Jobs => [.. _jobs.Select(j => j.Progress.Snapshot())];

    /// <summary>Done when all jobs have reached an end.</summary>
    public Task Ended => Task.WhenAll(_jobs.Select(j => j.Progress.Ended));

    /// <summary>Starts jobs.</summary>
    /// <param name="system">The actor system in which they run; its journal is configured.</param>
    /// <param name="jobs">The jobs, of different names.</param>
    /// <param name="retention">How long events stay in the journal.</param>
    /// <param name="loggers">Where they log; the category is <c>job</c> and the name.</param>
    public static JobHost Start(ActorSystem system, IReadOnlyList<JobSpec> jobs, TimeSpan retention, ILoggerFactory loggers) =>
        new([.. jobs.Select(spec => Start(system, spec, new RetentionRule(retention), loggers))]);

    /// <summary>Stops all jobs: they read no more, and the open loads are finished or, when the time is over, abandoned.</summary>
    /// <param name="grace">The time that open loads may take.</param>
    public Task StopAsync(TimeSpan grace)
    {
        foreach (var (progress, job) in _jobs)
            if (!progress.Ended.IsCompleted) job.Tell(new StopJob(grace));
        return Ended;
    }

    /// <summary>Lets a job that has ended go on from its journal.</summary>
    /// <param name="job">Its name or id.</param>
    /// <param name="options">What a person decided.</param>
    /// <returns>Whether there is such a job and it had ended.</returns>
    public bool Restart(string job, RestartOptions options)
    {
        foreach (var (progress, actor) in _jobs)
        {
            var status = progress.Snapshot();
            if ((status.Name != job && status.Id != job) || !status.State.IsEnd()) continue;
            progress.Enter(JobState.Initializing);
            actor.Tell(new RestartJob(options));
            return true;
        }

        return false;
    }

    private static (JobProgress, IActorRef) Start(ActorSystem system, JobSpec spec, RetentionRule retention, ILoggerFactory loggers)
    {
        var progress = new JobProgress(spec, TimeProvider.System);
        var logger = loggers.CreateLogger("job " + spec.Name);
        return (progress, system.ActorOf(Props.Create(() => new JobKeeper(spec, progress, retention, logger)), "job-" + Uri.EscapeDataString(spec.Name)));
    }
}
