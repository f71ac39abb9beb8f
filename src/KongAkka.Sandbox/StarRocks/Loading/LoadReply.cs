namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>The answer of a BE to a Stream Load.</summary>
internal sealed record LoadReply
{
    /// <summary>The transaction, -1 when none was begun.</summary>
    public long TxnId { get; init; } = -1;

    public required string Label { get; init; }

    public required string Status { get; init; }

    /// <summary><c>RUNNING</c> or <c>FINISHED</c> when the label is held already.</summary>
    public string? ExistingJobStatus { get; init; }

    public required string Message { get; init; }

    public LoadCounts Counts { get; init; } = new();

    public long LoadBytes { get; init; }

    public LoadTimings Timings { get; init; } = new();

    public string? ErrorUrl { get; init; }
}
