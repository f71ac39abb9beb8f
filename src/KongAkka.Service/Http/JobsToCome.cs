using KongAkka.Jobs;
using KongAkka.Jobs.Savepoints;

namespace KongAkka.Service.Http;

/// <summary>The jobs of a service that listens before it starts them, so that one that cannot listen has touched no job.</summary>
internal sealed class JobsToCome : IJobs
{
    private volatile IJobs? _started;

    /// <inheritdoc/>
    public IReadOnlyList<JobStatus> Jobs => _started?.Jobs ?? [];

    /// <summary>Notes that the jobs are started.</summary>
    /// <param name="jobs">The jobs.</param>
    public void Come(IJobs jobs) => _started = jobs;

    /// <inheritdoc/>
    public bool Cancel(string job) => _started?.Cancel(job) ?? false;

    /// <inheritdoc/>
    public bool TriggerSavepoint(string job, SavepointRequest request) => _started?.TriggerSavepoint(job, request) ?? false;

    /// <inheritdoc/>
    public bool Pause(string job, bool isPaused) => _started?.Pause(job, isPaused) ?? false;

    /// <inheritdoc/>
    public bool StopWithSavepoint(string job, SavepointRequest request) => _started?.StopWithSavepoint(job, request) ?? false;

    /// <inheritdoc/>
    public bool Restart(string job, RestartOptions options) => _started?.Restart(job, options) ?? false;
}
