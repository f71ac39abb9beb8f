using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Offsets;

/// <summary>Cuts the ranges of a load in two halves of about as many records. Pure.</summary>
internal static class RangeSplit
{
    /// <summary>The halves; a single one when there is one offset only.</summary>
    /// <param name="ranges">The ranges of the load.</param>
    public static IReadOnlyList<IReadOnlyList<OffsetRange>> Halve(IReadOnlyList<OffsetRange> ranges)
    {
        if (ranges.Count > 1) return [ranges.Take(ranges.Count / 2).ToArray(), ranges.Skip(ranges.Count / 2).ToArray()];
        var (partition, first, next, records) = ranges[0];
        if (next - first <= 1) return [ranges];
        var middle = first + ((next - first) / 2);
        // How the records share the offsets is not known where Kafka holds gaps: a part promises none, so that reading fewer is no loss.
        var isDense = records == next - first;
        return
        [
            new[] { new OffsetRange(partition, first, middle, isDense ? middle - first : 0) },
            new[] { new OffsetRange(partition, middle, next, isDense ? next - middle : 0) },
        ];
    }
}
