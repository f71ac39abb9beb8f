namespace KongAkka.Jobs.Savepoints;

/// <summary>A savepoint that is asked for.</summary>
/// <param name="Trigger">By what the result is asked for: 32 hexadecimal digits. The same one again is the same savepoint.</param>
public sealed record SavepointRequest(string Trigger)
{
    /// <summary>The folder it goes to; the job's own when null.</summary>
    public string? Directory { get; init; }

    /// <summary>Whether the job is cancelled when it is written.</summary>
    public bool IsCancelling { get; init; }

    /// <summary>Whether the job reads no more, finishes all loads, and has FINISHED when it is written.</summary>
    public bool IsStopping { get; init; }

    /// <summary>The time that open loads may take when it is stopped; when it is over the savepoint has failed and the job runs on.</summary>
    public TimeSpan DrainGrace { get; init; } = TimeSpan.FromMinutes(5);
}
