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
    DateTimeOffset? FinishedAt);
