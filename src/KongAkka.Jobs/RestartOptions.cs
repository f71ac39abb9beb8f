namespace KongAkka.Jobs;

/// <summary>What a person decided about a job that is started again.</summary>
public sealed record RestartOptions
{
    /// <summary>Nothing was decided.</summary>
    public static RestartOptions None { get; } = new();

    /// <summary>Whether the job goes on without records that Kafka no longer has; what is missing is written down.</summary>
    public bool AcceptLoss { get; init; }

    /// <summary>By the label of a load in doubt: whether it is in the table; otherwise it is loaded again.</summary>
    public IReadOnlyDictionary<string, bool> Decisions { get; init; } = new Dictionary<string, bool>();

    /// <summary>The savepoint that the job goes on from, whatever its journal has; null to go on from the journal.</summary>
    public string? From { get; init; }
}
