using CsCheck;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Tests.Jobs.Offsets;

public sealed class RangeSplitTests
{
    private static readonly Gen<OffsetRange> Range =
        Gen.Select(Gen.Int[0, 5], Gen.Long[0, 1000], Gen.Int[1, 100], Gen.Double[0, 1.2])
            .Select(r => new OffsetRange(r.Item1, r.Item2, r.Item2 + r.Item3, (long)Math.Min(r.Item3, r.Item3 * r.Item4)));

    [Fact]
    public void Halved_on_and_on_ranges_end_as_single_offsets_that_make_them_up() =>
        Range.Array[1, 4].Sample(
            ranges => Assert.Equal(
                ranges.SelectMany(Offsets),
                Singles(ranges).SelectMany(single => single.SelectMany(Offsets))),
            iter: 1_000);

    [Fact]
    public void Several_ranges_are_shared_out_whole()
    {
        OffsetRange[] ranges = [new(0, 1, 5, 4), new(1, 1, 5, 2), new(2, 7, 8, 1)];
        Assert.Equal([ranges[..1], ranges[1..]], RangeSplit.Halve(ranges));
    }

    [Fact]
    public void A_range_without_gaps_promises_as_many_records_as_offsets() =>
        Assert.Equal([[new OffsetRange(3, 10, 12, 2)], [new OffsetRange(3, 12, 15, 3)]], RangeSplit.Halve([new OffsetRange(3, 10, 15, 5)]));

    [Fact]
    public void A_range_with_gaps_promises_no_records() =>
        Assert.Equal([[new OffsetRange(3, 10, 12, 0)], [new OffsetRange(3, 12, 15, 0)]], RangeSplit.Halve([new OffsetRange(3, 10, 15, 4)]));

    [Fact]
    public void A_single_offset_stays_whole() => Assert.Equal([[new OffsetRange(3, 10, 11, 1)]], RangeSplit.Halve([new OffsetRange(3, 10, 11, 1)]));

    private static IEnumerable<IReadOnlyList<OffsetRange>> Singles(IReadOnlyList<OffsetRange> ranges)
    {
        var parts = RangeSplit.Halve(ranges);
        return parts.Count == 1 ? parts : parts.SelectMany(Singles);
    }

    private static IEnumerable<(int Partition, long Offset)> Offsets(OffsetRange range)
    {
        for (var offset = range.First; offset < range.Next; offset++) yield return (range.Partition, offset);
    }
}
