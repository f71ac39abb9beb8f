using KongAkka.Jobs.Replays;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Tests.Jobs.Replays;

public sealed class OriginSetTests
{
    private readonly OriginSet _set = new();

    [Fact]
    public void An_origin_is_added_once()
    {
        Assert.True(Add(5));
        Assert.False(Add(5));
        Assert.True(Has(5));
        Assert.False(Has(4) || Has(6));
        Assert.False(_set.Contains(new RejectOrigin("other", 0, 5)) || _set.Contains(new RejectOrigin("t", 1, 5)));
    }

    [Fact]
    public void Neighbours_become_one_run()
    {
        foreach (var offset in new[] { 1, 3, 5, 4, 2 }) Add(offset);
        Assert.Equal([1, 5], Assert.Single(_set.Save()).Runs);
    }

    [Fact]
    public void A_range_swallows_the_runs_that_it_covers()
    {
        foreach (var offset in new[] { 1, 3, 9, 20 }) Add(offset);
        _set.Add("t", [new OffsetRange(0, 2, 9, 7)]);
        Assert.Equal([1, 9, 10, 1], Assert.Single(_set.Save()).Runs);
    }

    [Fact]
    public void Whatever_is_added_in_whatever_order_is_there_and_nothing_else_also_after_a_snapshot()
    {
        var random = new Random(7);
        HashSet<long> expected = [];
        for (var i = 0; i < 2000; i++)
        {
            var (first, length) = (random.Next(3000), random.Next(1, 4));
            _set.Add("t", [new OffsetRange(0, first, first + length, length)]);
            for (var offset = first; offset < first + length; offset++) expected.Add(offset);
        }

        var restored = new OriginSet();
        restored.Restore(_set.Save());
        for (var offset = 0; offset < 3010; offset++)
        {
            Assert.Equal(expected.Contains(offset), Has(offset));
            Assert.Equal(expected.Contains(offset), restored.Contains(new RejectOrigin("t", 0, offset)));
        }
    }

    private bool Add(long offset) => _set.Add(new RejectOrigin("t", 0, offset));

    private bool Has(long offset) => _set.Contains(new RejectOrigin("t", 0, offset));
}
