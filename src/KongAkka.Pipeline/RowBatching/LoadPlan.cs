namespace KongAkka.Pipeline.RowBatching;

/// <summary>A load as it is written down before it is sent: enough to find out later what became of it, and to send it again exactly.</summary>
/// <param name="Number">Counts the plans of a subtask in a generation from 0.</param>
/// <param name="Label">The label under which the sink knows it, whoever sends it.</param>
/// <param name="Table">What it fills, as <c>database.table</c>; empty for a sink without one.</param>
/// <param name="Ranges">The offsets that it accounts for, by partition.</param>
/// <param name="Rows">The rows that were in it when it was planned.</param>
/// <param name="RuleHash">The rule that made the rows.</param>
/// <param name="PlannedAt">When it was planned.</param>
/// <param name="Root">The number of the plan that it was split from in the first place; its own when it was not.</param>
public sealed record LoadPlan(
    long Number, string Label, string Table, IReadOnlyList<OffsetRange> Ranges, int Rows, string RuleHash, DateTimeOffset PlannedAt, long Root);
