namespace KongAkka.Service.Commands.Sampling;

/// <summary>What a rule makes of a sample of records.</summary>
/// <param name="Records">The records.</param>
/// <param name="Kept">Those that become rows.</param>
/// <param name="Dropped">Those that are dropped, by reason, the most frequent first.</param>
/// <param name="Rejected">Those that are rejected, by reason, the most frequent first.</param>
/// <param name="Rows">The rows that the rule made, those among them that do not fit the columns: what <paramref name="Columns"/> counts.</param>
/// <param name="Columns">What the columns hold.</param>
/// <param name="Suspicions">What looks wrong; empty when nothing does.</param>
internal sealed record RuleSample(
    long Records,
    long Kept,
    IReadOnlyList<KeyValuePair<string, long>> Dropped,
    IReadOnlyList<KeyValuePair<string, long>> Rejected,
    long Rows,
    IReadOnlyList<ColumnSample> Columns,
    IReadOnlyList<Suspicion> Suspicions);
