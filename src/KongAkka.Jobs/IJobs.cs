using KongAkka.Jobs.Savepoints;

namespace KongAkka.Jobs;

/// <summary>The jobs of a process, to be looked at and told what to do.</summary>
public interface IJobs
{
    /// <summary>The jobs at this moment.</summary>
    IReadOnlyList<JobStatus> Jobs { get; }

    /// <summary>Ends a job at once: open loads are abandoned and looked after when it is restarted. It stays ended over restarts of the process.</summary>
    /// <param name="job">Its name or id.</param>
    /// <returns>Whether there is such a job and it had not ended.</returns>
    bool Cancel(string job);

    /// <summary>Takes a savepoint of a job that goes on; what became of it is in <see cref="JobStatus.Savepoints"/>. One that was asked for before is not taken again.</summary>
    /// <param name="job">Its name or id.</param>
    /// <param name="request">The savepoint.</param>
    /// <returns>Whether there is such a job.</returns>
    bool TriggerSavepoint(string job, SavepointRequest request);

    /// <summary>
    /// Stops a job with a savepoint: it reads no more, finishes its loads, writes the savepoint and has FINISHED; it stays so over restarts of the process. When that
    /// fails it runs on. What became of it is in <see cref="JobStatus.Savepoints"/>.
    /// </summary>
    /// <param name="job">Its name or id.</param>
    /// <param name="request">The savepoint.</param>
    /// <returns>Whether there is such a job.</returns>
    bool StopWithSavepoint(string job, SavepointRequest request);

    /// <summary>Lets a job read nothing for the time being, or go on; what was read is loaded, and the job stays RUNNING. It is forgotten when the process ends.</summary>
    /// <param name="job">Its name or id.</param>
    /// <param name="isPaused">Whether to read nothing.</param>
    /// <returns>Whether there is such a job and it had not ended.</returns>
    bool Pause(string job, bool isPaused);

    /// <summary>Lets a job that has ended go on from its journal.</summary>
    /// <param name="job">Its name or id.</param>
    /// <param name="options">What a person decided.</param>
    /// <returns>Whether there is such a job and it had ended.</returns>
    bool Restart(string job, RestartOptions options);
}
