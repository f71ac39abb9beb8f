using System.Globalization;
using KongAkka.Sandbox.Producing;
using KongAkka.Sandbox.Proving;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.Sandbox.Progress;

/// <summary>The end of a run in plain words.</summary>
internal static class SummaryText
{
    /// <summary>The figures of a run.</summary>
    /// <param name="sample">Where the run stood at its end.</param>
    /// <param name="tally">What was sent.</param>
    public static IEnumerable<string> Figures(ProgressSample sample, TrafficTally tally)
    {
        yield return "";
        yield return $"Summary of {sample.Elapsed:hh\\:mm\\:ss}";
        yield return Invariant($"  sent      {tally.Records:N0} records, {tally.Bytes / 1e6:N1} MB, of which {tally.Of(ExpectedFate.Kept):N0} had to become rows");
        yield return Invariant($"  read      {sample.Read.Total:N0} records");
        yield return Invariant($"  kept      {sample.Kept.Total:N0} rows");
        yield return $"  dropped   {Reasons(sample.Dropped)}";
        yield return $"  rejected  {Reasons(sample.Rejected)}";
        yield return Invariant($"  loaded    {sample.Loaded.Total:N0} rows in {sample.Loads:N0} loads, {sample.Retries:N0} attempts repeated");
    }

    /// <summary>The verdict of a proof.</summary>
    /// <param name="report">The proof.</param>
    public static IEnumerable<string> Verdict(ProofReport report)
    {
        yield return "";
        if (report is { IsExact: true, Table: { } table })
        {
            yield return Invariant($"Proof: EXACT. The table holds exactly the {table.Expected:N0} rows that the traffic had to become: none missing, none doubled,")
                + " none different, none unexpected" + (report.HasCounters
                    ? "; and every record dropped or rejected was counted under its reason."
                    : ". Counters were not compared: the service was a process of its own.");
        }
        else
        {
            yield return "Proof: FAILED.";
            foreach (var line in report.Troubles) yield return "  " + line;
            foreach (var (kind, rows) in report.Table?.Faults ?? new Dictionary<RowFaultKind, long>()) yield return "  " + Words(kind, rows);
            foreach (var line in report.Disagreements) yield return "  counters: " + line;
            foreach (var example in report.Examples) yield return example;
        }

        if (report.Table is { OtherRuns: > 0 and var others }) yield return Invariant($"{others:N0} rows of other runs are in the table too.");
    }

    private static string Words(RowFaultKind kind, long rows)
    {
        var (noun, be, have) = rows == 1 ? ("row", "is", "has") : ("rows", "are", "have");
        return kind switch
        {
            RowFaultKind.Missing => Invariant($"{rows:N0} {noun} {be} missing from the table"),
            RowFaultKind.Doubled => Invariant($"{rows:N0} {noun} {be} in the table once too often"),
            RowFaultKind.Different => Invariant($"{rows:N0} {noun} {have} other values than expected"),
            RowFaultKind.Unexpected => Invariant($"{rows:N0} {noun} {be} in the table that no record had to become"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    private static string Reasons(IReadOnlyList<(string Reason, long Records)> counts) =>
        counts.Count == 0 ? "none" : string.Join(", ", counts.Select(c => Invariant($"{c.Reason} {c.Records:N0}")));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
