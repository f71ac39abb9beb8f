using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.StarRocks;
using KongAkka.Pipeline.StarRocks.Checking;

namespace KongAkka.Tests.Pipeline.StarRocks.Checking;

public sealed class LabelLimitsTests
{
    private static readonly LabelTerms Terms = new StarRocksSettings { LoadUrls = [new Uri("http://fe:8030")], Database = "d", Table = "t" }.Labels;

    [Fact]
    public void The_limits_are_read_from_the_configuration_of_an_FE()
    {
        var limits = LabelLimits.Read([["label_keep_max_num", "[]", "5000", "int", "true", ""], ["label_keep_max_second", "[]", "86400", "int", "true", ""]]);
        Assert.Equal(new LabelLimits(TimeSpan.FromDays(1), 5000), limits);
        Assert.True(limits.AreKnown);
        Assert.False(LabelLimits.Read([["label_keep_max_num", "[]", "many"]]).AreKnown);
    }

    [Fact]
    public void Limits_that_are_met_exceeded_or_unknown_are_no_finding()
    {
        Assert.Empty(new LabelLimits(TimeSpan.FromDays(3), 1000).Compare(Terms, "sink.starrocks"));
        Assert.Empty(new LabelLimits(TimeSpan.FromDays(30), 100_000).Compare(Terms, "sink.starrocks"));
        Assert.Empty(LabelLimits.Unknown.Compare(Terms, "sink.starrocks"));
    }

    [Fact]
    public void Labels_that_are_trusted_for_longer_than_they_are_kept_are_found()
    {
        var findings = new LabelLimits(TimeSpan.FromHours(1), 100).Compare(Terms, "sink.starrocks").ToArray();
        Assert.Equal(2, findings.Length);
        Assert.Contains("label_keep_max_second = 3600", findings[0].What, StringComparison.Ordinal);
        Assert.Contains("sink.starrocks.label-keep-max-time to \"3600 s\"", findings[0].Remedy, StringComparison.Ordinal);
        Assert.Contains("sink.starrocks.label-keep-max-num to 100,", findings[1].Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 1, 5000)]
    [InlineData(5, 4, 1250)]
    [InlineData(3600, 1, 259_200)]
    public void A_label_lives_as_long_as_the_job_s_own_loads_let_it(int maxAge, int parallelism, int life) =>
        Assert.Equal(TimeSpan.FromSeconds(life), LabelLimits.Unknown.Life(Terms, TimeSpan.FromSeconds(maxAge), parallelism));

    [Fact]
    public void The_limits_of_the_FEs_count_before_those_assumed() =>
        Assert.Equal(TimeSpan.FromSeconds(500), new LabelLimits(null, 100).Life(Terms, TimeSpan.FromSeconds(5), 1));

    [Theory]
    [InlineData(419, false)]
    [InlineData(420, true)]
    public void A_life_that_is_shorter_than_a_doubtful_load_needs_is_found(int life, bool isEnough) =>
        Assert.Equal(isEnough, LabelLimits.Judge(TimeSpan.FromSeconds(life), Terms, "sink.mysql", maxBackoff: TimeSpan.FromMinutes(1)) is null);
}
