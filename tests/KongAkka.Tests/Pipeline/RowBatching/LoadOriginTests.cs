using CsCheck;
using KongAkka.Parsing;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Parsing;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Tests.Pipeline.RowBatching;

public sealed class LoadOriginTests
{
    [Fact]
    public void The_oldest_timestamp_of_any_records_is_found_and_missing_ones_do_not_count() =>
        Gen.Select(Gen.Long[-1, 50].Array[0, 70], Gen.Int[0, 70], Gen.Int[0, 70]).Sample((timestamps, one, other) =>
        {
            var batch = new ConsumedBatch();
            foreach (var (offset, timestamp) in timestamps.Index()) batch.Add(0, offset, timestamp, "{}"u8);
            var (from, to) = (Math.Min(Math.Min(one, other), timestamps.Length), Math.Min(Math.Max(one, other), timestamps.Length));
            var known = timestamps[from..to].Where(t => t >= 0).ToList();
            Assert.Equal(known.Count == 0 ? null : known.Min(), batch.OldestTimestamp(from, to));
        });

    [Fact]
    public void A_load_tells_when_its_own_records_came_about_and_how_long_they_waited()
    {
        var time = new ManualTime();
        using var open = new OpenLoad(new JsonRowWriter(SampleRows.Schema), new LoadCutter(new LoadLimits(TimeSpan.FromSeconds(60), 1, long.MaxValue, 1), time), new OffsetRanges());
        open.Take(Batch(), time.GetTimestamp());
        time.Advance(TimeSpan.FromSeconds(2));
        open.Fill();
        var first = open.Cut(time.GetTimestamp());
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(2000), first.Origin.Oldest);
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.FromHours(9)), first.Origin.EarliestEvent);
        Assert.Equal(TimeSpan.FromSeconds(2), first.Origin.Age);
        open.Fill();
        var second = open.Cut(time.GetTimestamp());
        Assert.Equal((DateTimeOffset.FromUnixTimeMilliseconds(5000), null), (second.Origin.Oldest, second.Origin.EarliestEvent));
        first.Body.Dispose();
        second.Body.Dispose();
    }

    // A record without a row, one with it, and one whose event time is not known.
    private static ParsedBatch Batch()
    {
        var (source, rows) = (new ConsumedBatch(), new RowBatch(SampleRows.Schema));
        source.Add(0, 0, 3000, "{}"u8);
        source.Add(0, 1, 2000, "{}"u8);
        source.Add(0, 2, 5000, "{}"u8);
        SampleRows.AddMessage(rows, 1, "m");
        SampleRows.Add(rows, 2, null, "10.0.0.1", 0.25, 200, "m");
        return new ParsedBatch(source, rows);
    }
}
