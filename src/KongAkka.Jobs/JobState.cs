namespace KongAkka.Jobs;

/// <summary>The state of a job; Flink's names.</summary>
public enum JobState
{
    /// <summary><c>INITIALIZING</c>: partitions and offsets are being resolved.</summary>
    Initializing,

    /// <summary><c>CREATED</c>: both ends are known, nothing is read yet.</summary>
    Created,

    /// <summary><c>RUNNING</c>.</summary>
    Running,

    /// <summary><c>RESTARTING</c>: a graph failed and the next one waits for its back-off.</summary>
    Restarting,

    /// <summary><c>FAILING</c>: trouble that trying again does not mend came up, and the job is being ended.</summary>
    Failing,

    /// <summary><c>FAILED</c>: ended by trouble that trying again does not mend.</summary>
    Failed,

    /// <summary><c>CANCELLING</c>: a person has cancelled the job, and it is being ended.</summary>
    Cancelling,

    /// <summary><c>CANCELED</c>: ended by a person. It stays so over restarts of the service until a person restarts it.</summary>
    Canceled,

    /// <summary><c>FINISHED</c>: a bounded job that read all of its input, or a job that was stopped with a savepoint. The latter stays so over restarts of the service until a person restarts it.</summary>
    Finished,

    /// <summary><c>SUSPENDED</c>: stopped with the service.</summary>
    Suspended,
}
