namespace KongAkka.Sandbox.StarRocks.Labels;

/// <summary>A load under a label, as it is at one moment.</summary>
/// <param name="Id">The transaction id.</param>
/// <param name="Database">The database, which is the scope of the label.</param>
/// <param name="Label">The label.</param>
/// <param name="State">The state.</param>
/// <param name="Reason">Why it was aborted; empty otherwise.</param>
/// <param name="Deadline">When it is aborted by itself while it is only <see cref="LoadState.Prepare"/>.</param>
/// <param name="FinishedAt">When it became visible or aborted; null before.</param>
public sealed record LoadTransaction(
    long Id,
    string Database,
    string Label,
    LoadState State,
    string Reason,
    DateTimeOffset Deadline,
    DateTimeOffset? FinishedAt)
{
    /// <summary>The <see cref="Type"/> of a Stream Load.</summary>
    public const string StreamLoad = "STREAM_LOAD";

    /// <summary>The <see cref="Type"/> of an INSERT.</summary>
    public const string Insert = "INSERT";

    /// <summary>The table; empty for a load of somebody else.</summary>
    public string Table { get; init; } = "";

    /// <summary>The kind of load: <c>STREAM_LOAD</c> by default.</summary>
    public string Type { get; init; } = StreamLoad;

    /// <summary>When the label was claimed.</summary>
    public DateTimeOffset BegunAt { get; init; }

    /// <summary>When it was committed; null before, and for a load that never was.</summary>
    public DateTimeOffset? CommittedAt { get; init; }

    /// <summary>What it brought; known from its commit or its failure on.</summary>
    public LoadFigures Figures { get; init; } = LoadFigures.None;
}
