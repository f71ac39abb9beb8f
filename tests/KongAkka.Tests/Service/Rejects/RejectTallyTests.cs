using CsCheck;
using KongAkka.Pipeline.Rejects;
using KongAkka.Service.Commands.Rejects;

namespace KongAkka.Tests.Service.Rejects;

public sealed class RejectTallyTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Records_are_counted_by_reason_and_origin_and_those_written_twice_once()
    {
        var tally = new RejectTally();
        tally.Add(Record("b", 1, 7, "xy"));
        tally.Add(Record("a", 0, 5, "x"));
        tally.Add(Record("b", 0, 9, "xyz"));
        tally.Add(Record("b", 1, 3, "x"));
        tally.Add(Record("b", 1, 7, "xy", minutes: 60));
        var reasons = tally.Reasons();
        Assert.Equal(["b", "a"], reasons.Select(r => r.Reason));
        Assert.Equal((4, 3, 6, Start.AddMinutes(3), Start.AddMinutes(60)), (reasons[0].Count, reasons[0].Distinct, reasons[0].Bytes, reasons[0].First, reasons[0].Last));
        Assert.Equal([new OriginCount("logs", 0, 9, 9, 1, 1, 3), new OriginCount("logs", 1, 3, 7, 3, 2, 3)], reasons[0].Origins);
    }

    [Fact]
    public void Counts_are_those_of_the_plain_definition() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 9]).Array[0, 60].Sample(records =>
        {
            var tally = new RejectTally();
            foreach (var (reason, partition, offset) in records) tally.Add(Record($"{reason}", partition, offset, "x"));
            var expected = records.GroupBy(r => r.Item1).OrderByDescending(g => g.Distinct().Count()).ThenBy(g => g.Key).Select(g => ($"{g.Key}", (long)g.Count(), (long)g.Distinct().Count()));
            Assert.Equal(expected, tally.Reasons().Select(r => (r.Reason, r.Count, r.Distinct)));
        });

    [Fact]
    public void The_newest_are_kept_in_their_order_and_each_origin_once()
    {
        var newest = new NewestRejects(3);
        foreach (var (offset, minutes) in new[] { (1L, 5), (2L, 1), (3L, 9), (4L, 7), (3L, 8) }) newest.Add(Record("r", 0, offset, "", minutes));
        Assert.Equal([1L, 4L, 3L], newest.Records.Select(r => r.Offset));
        Assert.Equal(1, newest.Repeated);
    }

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData("r", 2, 3L, true)]
    [InlineData("s", null, null, false)]
    [InlineData(null, 1, null, false)]
    [InlineData(null, null, 4L, false)]
    public void A_filter_matches_what_it_names(string? reason, int? partition, long? offset, bool matches) =>
        Assert.Equal(matches, new RejectFilter(reason, partition, offset).Matches(Record("r", 2, 3, "")));

    internal static RejectedRecord Record(string reason, int partition, long offset, string value, int? minutes = null) =>
        new(reason, "detail", "logs", partition, offset, 17, System.Text.Encoding.UTF8.GetBytes(value)) { RejectedAt = Start.AddMinutes(minutes ?? offset) };
}
