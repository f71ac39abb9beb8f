using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Telemetry;

/// <summary>Says from the last look at Kafka how old the first unread record of each partition is. Pure.</summary>
internal static class UnreadRule
{
    /// <summary>The first unread record by partition; one of which nothing is known is missing.</summary>
    /// <param name="look">The last look; null before the first.</param>
    /// <param name="positions">The next offset by partition.</param>
    /// <param name="ends">The end by partition.</param>
    /// <param name="now">The present time.</param>
    public static IReadOnlyDictionary<int, UnreadRecord> Find(UnreadLook? look, IReadOnlyDictionary<int, long> positions, IReadOnlyDictionary<int, long> ends, DateTimeOffset now)
    {
        var found = new SortedDictionary<int, UnreadRecord>();
        if (look is null) return found;
        foreach (var (partition, next) in positions)
            if (Age(look, partition, next, ends, now) is { } age) found[partition] = new UnreadRecord(age, look.Retention - age);
        return found;
    }

    private static TimeSpan? Age(UnreadLook look, int partition, long next, IReadOnlyDictionary<int, long> ends, DateTimeOffset now)
    {
        if (ends.TryGetValue(partition, out var end) && end <= next) return TimeSpan.Zero;
        if (!look.First.TryGetValue(partition, out var first)) return null;
        // The job has gone on since: the record that is first now is younger, and how old it was at the look says more than that the look grows old.
        var until = first.Next == next ? now : look.At;
        return until > first.Timestamp ? until - first.Timestamp : TimeSpan.Zero;
    }
}
