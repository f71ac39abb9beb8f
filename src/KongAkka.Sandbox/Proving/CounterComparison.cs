using System.Globalization;
using KongAkka.Pipeline.Telemetry;
using KongAkka.Sandbox.Producing;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.Sandbox.Proving;

/// <summary>Compares what a job counted with what its traffic was made of.</summary>
internal static class CounterComparison
{
    /// <summary>Compares.</summary>
    /// <param name="tally">What was sent.</param>
    /// <param name="counters">What the job counted.</param>
    /// <returns>One sentence a disagreement; empty when all figures agree.</returns>
    public static IReadOnlyList<string> Disagreements(TrafficTally tally, PathCounters counters)
    {
        var found = new List<string>();
        Expect(found, "records read", tally.Records, counters.Records);
        Expect(found, "rows kept", tally.Of(ExpectedFate.Kept), counters.Rows);
        Expect(found, "rows loaded", tally.Of(ExpectedFate.Kept), counters.LoadedRows);
        CompareDropped(found, tally, counters.Dropped);
        foreach (var reason in tally.Rejected.Keys.Union(counters.Rejected.Keys).Order(StringComparer.Ordinal))
            Expect(found, "rejected: " + reason, tally.Rejected.GetValueOrDefault(reason), counters.Rejected.GetValueOrDefault(reason));
        return found;
    }

    // A record that is no JSON object may count as filtered where that shows without reading all of it.
    private static void CompareDropped(List<string> found, TrafficTally tally, IReadOnlyDictionary<string, long> dropped)
    {
        var unreadable = dropped.GetValueOrDefault("unreadable");
        Expect(found, "dropped: tombstone", tally.Of(ExpectedFate.Tombstone), dropped.GetValueOrDefault("tombstone"));
        Expect(
            found,
            "dropped: filtered and unreadable",
            tally.Of(ExpectedFate.Filtered) + tally.Of(ExpectedFate.Unreadable),
            dropped.GetValueOrDefault("filtered") + unreadable);
        if (unreadable > tally.Of(ExpectedFate.Unreadable)) Expect(found, "dropped: unreadable", tally.Of(ExpectedFate.Unreadable), unreadable);
        foreach (var (reason, count) in dropped)
        {
            if (reason is not ("tombstone" or "unreadable" or "filtered")) Expect(found, "dropped: " + reason, 0, count);
        }
    }

    private static void Expect(List<string> found, string what, long expected, long counted)
    {
        if (expected != counted) found.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {expected:N0} expected, {counted:N0} counted"));
    }
}
