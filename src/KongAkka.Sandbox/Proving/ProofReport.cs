namespace KongAkka.Sandbox.Proving;

/// <summary>What a run proved.</summary>
/// <param name="Table">How the table compares with the rows that must be in it; null when it could not be read.</param>
/// <param name="Examples">The first few wrong rows in words, several lines each.</param>
/// <param name="Disagreements">Where the job's counters differ from what was sent; one sentence each.</param>
/// <param name="Troubles">What kept the run from coming to its end, one sentence each.</param>
internal sealed record ProofReport(
    TableFindings? Table,
    IReadOnlyList<string> Examples,
    IReadOnlyList<string> Disagreements,
    IReadOnlyList<string> Troubles)
{
    /// <summary>Whether the job's counters were compared too.</summary>
    public bool HasCounters { get; init; } = true;

    /// <summary>Whether everything is exactly as it had to be.</summary>
    public bool IsExact => Table is { IsExact: true } && Disagreements.Count == 0 && Troubles.Count == 0;
}
