namespace KongAkka.Jobs;

/// <summary>The state of a job; Flink's names.</summary>
public enum JobState
{
    /// <summary><c>INITIALIZING</c>: partitions and offsets are being resolved.</summary>
    Initializing,

    /// <summary><c>RUNNING</c>.</summary>
    Running,

    /// <summary><c>RESTARTING</c>: a graph failed and the next one waits for its back-off.</summary>
    Restarting,

    /// <summary><c>FAILED</c>: ended by trouble that trying again does not mend.</summary>
    Failed,

    /// <summary><c>FINISHED</c>: a bounded job that read all of its input.</summary>
    Finished,

    /// <summary><c>SUSPENDED</c>: stopped with the service.</summary>
    Suspended,
}
