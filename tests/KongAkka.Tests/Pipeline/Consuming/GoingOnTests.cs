using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Resolving;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class GoingOnTests
{
    private static readonly KafkaSettings Settings = new() { BootstrapServers = "b:1", Topic = "t", GroupId = "g", Startup = StartupMode.LatestOffset };
    private static readonly PartitionFacts Facts = new(0, Low: 10, Stable: 80, High: 90);

    [Theory]
    [InlineData(3)]
    [InlineData(42)]
    [InlineData(500)]
    public void A_known_partition_starts_at_its_offset_whether_Kafka_has_it_or_not(long known) =>
        Assert.Equal(new PartitionBounds(0, known), BoundsRule.GoOn(Settings, Facts, known));

    [Fact]
    public void A_partition_added_since_is_read_from_its_first_offset() => Assert.Equal(new PartitionBounds(0, 10), BoundsRule.GoOn(Settings, Facts, null));

    [Theory]
    [InlineData(BoundedMode.LatestOffset, 80)]
    [InlineData(BoundedMode.Timestamp, 70)]
    [InlineData(BoundedMode.SpecificOffsets, 60)]
    public void The_end_is_resolved_anew(BoundedMode mode, long end)
    {
        var settings = Settings with { Bounded = mode, BoundedOffsets = new Dictionary<int, long> { [0] = 60 } };
        Assert.Equal(new PartitionBounds(0, 42, end), BoundsRule.GoOn(settings, Facts with { AtBoundedTime = 70 }, 42));
    }

    [Fact]
    public void What_was_read_beyond_the_stable_end_leaves_nothing_to_do() =>
        Assert.Equal(new PartitionBounds(0, 85, 80), BoundsRule.GoOn(Settings with { Bounded = BoundedMode.LatestOffset }, Facts, 85));

    [Theory]
    [InlineData(LostOffsets.Fail)]
    [InlineData(LostOffsets.Continue)]
    public void A_bounded_job_does_not_take_a_topic_that_was_cut_short_for_a_finished_one(LostOffsets policy)
    {
        var settings = Settings with { Bounded = BoundedMode.LatestOffset, OnLostOffsets = policy };
        var failure = Assert.Throws<UnrecoverableException>(() => BoundsRule.GoOn(settings, Facts, 91));
        Assert.Contains("partition 0 has no offset 91: Kafka has 10 up to 90; the topic was made anew or cut short", failure.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Known_partitions_that_are_gone_are_named()
    {
        BoundsRule.CheckKnown(Settings, [0, 1, 2], [2, 0]);
        var failure = Assert.Throws<UnrecoverableException>(() => BoundsRule.CheckKnown(Settings, [0, 1], [0, 3, 2]));
        Assert.Contains("partitions 0 to 1, but the job has read partition 2, 3 before", failure.What, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Remedy);
    }
}
