namespace KongAkka.Pipeline.Sinks.Tables;

/// <summary>What came of a look at a table.</summary>
/// <param name="Findings">What does not go together with the rule; empty when all does.</param>
internal sealed record TableReading(IReadOnlyList<TableFinding> Findings)
{
    /// <summary>The table's columns; null when StarRocks did not tell them.</summary>
    public IReadOnlyList<TableColumn>? Columns { get; init; }
}
