using KongAkka.Sandbox.Traffic;

namespace KongAkka.Sandbox.Proving;

/// <summary>Makes expected rows again: only their fingerprints are remembered, and equal plans give equal records.</summary>
internal static class RowReplay
{
    /// <summary>Makes the records of a plan again up to the last row wanted.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="sequences">The rows wanted.</param>
    /// <returns>The values of each, in the table's order.</returns>
    public static IReadOnlyDictionary<long, string[]> Rows(TrafficPlan plan, IEnumerable<long> sequences)
    {
        var wanted = sequences.ToHashSet();
        var rows = new Dictionary<long, string[]>(wanted.Count);
        var generator = new TrafficGenerator(plan);
        while (rows.Count < wanted.Count)
        {
            var record = generator.Next();
            if (record.Fate == ExpectedFate.Kept && wanted.Contains(record.Sequence)) rows.Add(record.Sequence, record.Row.Describe());
        }

        return rows;
    }
}
