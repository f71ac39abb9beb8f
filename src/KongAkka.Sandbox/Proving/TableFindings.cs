namespace KongAkka.Sandbox.Proving;

/// <summary>How a table compares with the rows that must be in it.</summary>
/// <param name="Expected">The rows that must be there.</param>
/// <param name="Found">The rows of this run that are there.</param>
/// <param name="OtherRuns">The rows that other runs left in the table.</param>
/// <param name="Faults">How many rows are wrong, by kind; kinds without a fault are left out.</param>
/// <param name="Examples">The first few wrong rows of each kind.</param>
internal sealed record TableFindings(
    long Expected,
    long Found,
    long OtherRuns,
    IReadOnlyDictionary<RowFaultKind, long> Faults,
    IReadOnlyList<RowFault> Examples)
{
    /// <summary>Whether the table holds exactly the rows that must be there.</summary>
    public bool IsExact => Faults.Count == 0;
}
