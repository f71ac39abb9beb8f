using System.Globalization;
using KongAkka.Jobs;
using KongAkka.Sandbox.Producing;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.Sandbox.Proving;

/// <summary>Compares what a job counted with what its traffic was made of.</summary>
/// <param name="tally">What was sent.</param>
/// <param name="job">The job's status at its end.</param>
internal sealed class CounterComparison(TrafficTally tally, JobStatus job)
{
    private readonly List<string> _found = [];

    // A graph that follows a failed one reads again what was not loaded yet, and counts it again.
    private readonly bool _readAgain = job.Failure is not null;

    /// <summary>Compares.</summary>
    /// <param name="tally">What was sent.</param>
    /// <param name="job">The job's status at its end. Once it restarted, only too low figures are disagreements, save for the rows loaded.</param>
    /// <returns>One sentence a disagreement; empty when all figures agree.</returns>
    public static IReadOnlyList<string> Disagreements(TrafficTally tally, JobStatus job)
    {
        var comparison = new CounterComparison(tally, job);
        comparison.Compare();
        return comparison._found;
    }

    private void Compare()
    {
        var counters = job.Counters;
        Expect("records read", tally.Records, counters.Records, _readAgain);
        Expect("rows kept", tally.Of(ExpectedFate.Kept), counters.Rows, _readAgain);
        Expect("rows loaded", tally.Of(ExpectedFate.Kept), counters.LoadedRows, mayBeMore: false);
        CompareDropped(counters.Dropped);
        foreach (var reason in tally.Rejected.Keys.Union(counters.Rejected.Keys).Order(StringComparer.Ordinal))
            ExpectReason("rejected: " + reason, tally.Rejected.GetValueOrDefault(reason), counters.Rejected.GetValueOrDefault(reason));
    }

    // A record that is no JSON object may count as filtered where that shows without reading all of it.
    private void CompareDropped(IReadOnlyDictionary<string, long> dropped)
    {
        var (filtered, unreadable) = (dropped.GetValueOrDefault("filtered"), dropped.GetValueOrDefault("unreadable"));
        var mostUnreadable = tally.Of(ExpectedFate.Unreadable);
        ExpectReason("dropped: tombstone", tally.Of(ExpectedFate.Tombstone), dropped.GetValueOrDefault("tombstone"));
        ExpectReason("dropped: filtered and unreadable", tally.Of(ExpectedFate.Filtered) + mostUnreadable, filtered + unreadable);
        if (unreadable > mostUnreadable) ExpectReason("dropped: unreadable", mostUnreadable, unreadable);
        foreach (var (reason, count) in dropped)
        {
            if (reason is not ("tombstone" or "unreadable" or "filtered")) ExpectReason("dropped: " + reason, 0, count);
        }
    }

    // A reason that nothing was sent for is wrong however often it was counted.
    private void ExpectReason(string what, long expected, long counted) => Expect(what, expected, counted, mayBeMore: _readAgain && expected > 0);

    private void Expect(string what, long expected, long counted, bool mayBeMore)
    {
        if (counted == expected || (mayBeMore && counted > expected)) return;
        _found.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {expected:N0} expected, {counted:N0} counted"));
    }
}
