using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Resolving;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class BoundsRuleTests
{
    private static readonly KafkaSettings Settings = new() { BootstrapServers = "b:1", Topic = "t", GroupId = "g", Startup = StartupMode.EarliestOffset };

    // Low 10, an open transaction from 80 on, 90 records ever written.
    private static readonly PartitionFacts Facts = new(0, Low: 10, Stable: 80, High: 90);

    [Theory]
    [InlineData(StartupMode.EarliestOffset, 10)]
    [InlineData(StartupMode.LatestOffset, 80)]
    [InlineData(StartupMode.GroupOffsets, 42)]
    [InlineData(StartupMode.Timestamp, 33)]
    [InlineData(StartupMode.SpecificOffsets, 55)]
    public void Each_startup_mode_begins_where_Flink_does(StartupMode mode, long start)
    {
        var settings = Settings with { Startup = mode, StartupOffsets = new Dictionary<int, long> { [0] = 55 } };
        Assert.Equal(new PartitionBounds(0, start), BoundsRule.Decide(settings, Facts with { Group = 42, AtStartupTime = 33 }));
    }

    [Theory]
    [InlineData(BoundedMode.Unbounded, PartitionBounds.Unbounded)]
    [InlineData(BoundedMode.LatestOffset, 80)]
    [InlineData(BoundedMode.Timestamp, 33)]
    [InlineData(BoundedMode.SpecificOffsets, 500)]
    public void Each_bounded_mode_ends_where_Flink_does(BoundedMode mode, long end)
    {
        var settings = Settings with { Bounded = mode, BoundedOffsets = new Dictionary<int, long> { [0] = 500 } };
        Assert.Equal(new PartitionBounds(0, 10, end), BoundsRule.Decide(settings, Facts with { AtBoundedTime = 33 }));
    }

    [Fact]
    public void A_time_after_the_last_record_is_the_end()
    {
        var settings = Settings with { Startup = StartupMode.Timestamp, Bounded = BoundedMode.Timestamp };
        Assert.Equal(new PartitionBounds(0, 80, 80), BoundsRule.Decide(settings, Facts));
    }

    [Theory]
    [InlineData("earliest", 10)]
    [InlineData("latest", 80)]
    public void A_group_without_an_offset_begins_where_the_reset_says(string reset, long start)
    {
        var settings = Settings with
        {
            Startup = StartupMode.GroupOffsets,
            Properties = new Dictionary<string, string> { [ConsumerProperties.OffsetReset] = reset },
        };
        Assert.Equal(start, BoundsRule.Decide(settings, Facts).Start);
    }

    [Theory]
    [InlineData("none")]
    [InlineData(null)]
    public void A_group_without_an_offset_and_without_a_reset_is_an_error_that_names_the_remedy(string? reset)
    {
        var properties = new Dictionary<string, string>();
        if (reset is not null) properties[ConsumerProperties.OffsetReset] = reset;
        var settings = Settings with { Startup = StartupMode.GroupOffsets, Properties = properties };
        var failure = Assert.Throws<UnrecoverableException>(() => BoundsRule.Decide(settings, Facts));
        Assert.Contains("Group g", failure.What, StringComparison.Ordinal);
        Assert.Contains("auto.offset.reset", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_partition_that_is_not_named_begins_at_the_groups_offset_else_at_the_earliest()
    {
        var settings = Settings with { Startup = StartupMode.SpecificOffsets };
        Assert.Equal(42, BoundsRule.Decide(settings, Facts with { Group = 42 }).Start);
        Assert.Equal(10, BoundsRule.Decide(settings, Facts).Start);
    }

    [Fact]
    public void A_partition_whose_end_is_not_named_is_not_read()
    {
        var bounds = BoundsRule.Decide(Settings with { Bounded = BoundedMode.SpecificOffsets }, Facts);
        Assert.Equal(bounds.Start, bounds.End);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(91)]
    public void A_start_that_Kafka_does_not_have_is_an_error_or_the_first_that_it_has(long offset)
    {
        var settings = Settings with { Startup = StartupMode.SpecificOffsets, StartupOffsets = new Dictionary<int, long> { [0] = offset } };
        var failure = Assert.Throws<UnrecoverableException>(() => BoundsRule.Decide(settings, Facts));
        Assert.Contains($"partition 0 has no offset {offset}: Kafka has 10 up to 90", failure.What, StringComparison.Ordinal);
        Assert.Equal(10, BoundsRule.Decide(settings with { OnLostOffsets = LostOffsets.Continue }, Facts).Start);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(85)]
    [InlineData(90)]
    public void A_start_up_to_the_very_end_is_taken_as_it_is(long offset) =>
        Assert.Equal(offset, BoundsRule.Decide(Settings with { Startup = StartupMode.GroupOffsets }, Facts with { Group = offset }).Start);

    [Fact]
    public void Partitions_that_do_not_exist_are_an_error()
    {
        var settings = Settings with
        {
            Startup = StartupMode.SpecificOffsets,
            StartupOffsets = new Dictionary<int, long> { [0] = 1, [7] = 1, [5] = 1 },
        };
        var failure = Assert.Throws<UnrecoverableException>(() => BoundsRule.CheckPartitions(settings, [0, 1, 2], isFirst: true));
        Assert.Equal("Topic t has partitions 0 to 2, but startup-specific-offsets names 5, 7.", failure.What);
        BoundsRule.CheckPartitions(settings with { Startup = StartupMode.EarliestOffset }, [0, 1, 2], isFirst: true);
        BoundsRule.CheckPartitions(settings, [0, 1, 2], isFirst: false);
    }
}
