namespace KongAkka.Jobs.Savepoints;

/// <summary>What became of a savepoint that was asked for.</summary>
/// <param name="Trigger">By what it was asked for.</param>
/// <param name="Number">Counts those of the job in this process from 1.</param>
/// <param name="TriggeredAt">When.</param>
public sealed record SavepointOperation(string Trigger, long Number, DateTimeOffset TriggeredAt)
{
    /// <summary>Its folder, when it is written.</summary>
    public string? Location { get; init; }

    /// <summary>Why there is none; sentences.</summary>
    public string? Failure { get; init; }

    /// <summary>When the one or the other was known.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether it is under way.</summary>
    public bool IsUnderWay => EndedAt is null;
}
