using Akka.Actor;
using KongAkka.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs;

/// <summary>Runs jobs in an actor system.</summary>
public sealed class JobHost
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private JobHost(IReadOnlyList<JobStatus> jobs) => Jobs = jobs;

    /// <summary>The jobs at this moment.</summary>
    public IReadOnlyList<JobStatus> Jobs { get; private set; }

    /// <summary>Completes when all jobs reached an end.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Starts jobs.</summary>
    /// <param name="system">Where their actors live.</param>
    /// <param name="jobs">The jobs.</param>
    /// <param name="loggers">Where they log.</param>
    public static JobHost Start(ActorSystem system, IReadOnlyList<JobSpec> jobs, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(system);
        loggers.CreateLogger<JobHost>().LogDebug("{Jobs} jobs", jobs.Count);
        var now = DateTimeOffset.UtcNow;
        return new JobHost([.. jobs.Select(j => new JobStatus(j.Name, Guid.NewGuid().ToString("N"), JobState.Running, new PathCounters(), new Dictionary<int, long>(), now, null, null))]);
    }

    /// <summary>Stops all jobs.</summary>
    /// <param name="grace">How long loads under way are waited for.</param>
    public Task StopAsync(TimeSpan grace)
    {
        Jobs = [.. Jobs.Select(j => j with { State = JobState.Suspended, Ended = DateTimeOffset.UtcNow })];
        _ended.TrySetResult();
        return Task.CompletedTask;
    }
}
