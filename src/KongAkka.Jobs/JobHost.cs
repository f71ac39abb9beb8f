using Akka.Actor;
using KongAkka.Jobs.Supervision;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs;

/// <summary>The jobs of a process.</summary>
public sealed class JobHost
{
    private readonly List<(JobProgress Progress, IActorRef Job)> _jobs;

    private JobHost(List<(JobProgress Progress, IActorRef Job)> jobs)
    {
        _jobs = jobs;
        Ended = Task.WhenAll(jobs.Select(j => j.Progress.Ended));
    }

    /// <summary>The jobs at this moment.</summary>
    public IReadOnlyList<JobStatus> Jobs => [.. _jobs.Select(j => j.Progress.Snapshot())];

    /// <summary>Done when all jobs have reached an end.</summary>
    public Task Ended { get; }

    /// <summary>Starts jobs.</summary>
    /// <param name="system">The actor system in which they run.</param>
    /// <param name="jobs">The jobs, of different names.</param>
    /// <param name="loggers">Where they log; the category is <c>job</c> and the name.</param>
    public static JobHost Start(ActorSystem system, IReadOnlyList<JobSpec> jobs, ILoggerFactory loggers) =>
        new([.. jobs.Select(spec => Start(system, spec, loggers))]);

    /// <summary>Stops all jobs: they read no more, and the open loads are finished or, when the time is over, abandoned.</summary>
    /// <param name="grace">The time that open loads may take.</param>
    public Task StopAsync(TimeSpan grace)
    {
        foreach (var (progress, job) in _jobs)
            if (!progress.Ended.IsCompleted) job.Tell(new StopJob(grace));
        return Ended;
    }

    private static (JobProgress, IActorRef) Start(ActorSystem system, JobSpec spec, ILoggerFactory loggers)
    {
        var progress = new JobProgress(spec, Guid.NewGuid().ToString("N"), TimeProvider.System);
        var logger = loggers.CreateLogger("job " + spec.Name);
        return (progress, system.ActorOf(Props.Create(() => new JobActor(spec, progress, logger)), "job-" + Uri.EscapeDataString(spec.Name)));
    }
}
