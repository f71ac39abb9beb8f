using KongAkka.Pipeline.StarRocks.Checking;

namespace KongAkka.Tests.Pipeline.StarRocks.Checking;

public sealed class ClockSkewTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-26 12:00:00")]
    [InlineData("2026-11-26 11:59:00")]
    [InlineData("2026-11-26 12:01:00")]
    [InlineData("no time")]
    [InlineData(null)]
    public void A_clock_that_is_near_or_not_told_is_no_finding(string? told) => Assert.Null(ClockSkew.Find("fe:8030", told, Noon, Noon.AddMilliseconds(20)));

    [Theory]
    [InlineData("2026-11-26 12:05:00", "300 s ahead of")]
    [InlineData("2026-11-26 11:50:00", "599 s behind")]
    [InlineData("2026-11-26 21:00:00", "32400 s ahead of")]
    public void A_clock_that_is_far_is_named_with_its_distance(string told, string words)
    {
        var finding = ClockSkew.Find("fe:8030", told, Noon, Noon)!;
        Assert.Equal($"The clock of fe:8030 is {words} this machine's.", finding.What);
        Assert.Contains("NTP", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_takes_long_is_no_skew() => Assert.Null(ClockSkew.Find("fe:8030", "2026-11-26 12:02:00", Noon, Noon.AddMinutes(4)));
}
