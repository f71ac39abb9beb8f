using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class LostOffsetsRuleTests
{
    private static readonly KafkaSettings Failing = new() { BootstrapServers = "b:1", Topic = "t", GroupId = "g" };
    private static readonly KafkaSettings Continuing = Failing with { OnLostOffsets = LostOffsets.Continue };

    [Fact]
    public void A_reader_that_retention_overtook_fails_or_goes_on_at_the_first_offset()
    {
        Assert.Throws<UnrecoverableException>(() => LostOffsetsRule.Resume(Failing, new(0, 5), low: 10, end: 20));
        Assert.Equal(10, LostOffsetsRule.Resume(Continuing, new(0, 5), low: 10, end: 20));
    }

    [Fact]
    public void A_reader_never_goes_back()
    {
        Assert.Throws<UnrecoverableException>(() => LostOffsetsRule.Resume(Failing, new(0, 21), low: 10, end: 20));
        Assert.Throws<UnrecoverableException>(() => LostOffsetsRule.Resume(Continuing, new(0, 21), low: 10, end: 20));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    public void An_offset_that_is_there_after_all_is_read(long offset) =>
        Assert.Equal(offset, LostOffsetsRule.Resume(Failing, new(0, offset), low: 10, end: 20));
}
