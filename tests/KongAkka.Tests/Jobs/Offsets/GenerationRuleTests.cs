using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Tests.Jobs.Offsets;

public sealed class GenerationRuleTests
{
    private static readonly Dictionary<int, GroupCommit> NoGroup = [];
    private static readonly PartitionBounds[] Bounds = [new(0, 10), new(1, 20)];

    private readonly JobJournalState _state = new();

    public GenerationRuleTests() => _state.Apply(GenerationRule.Next(null, SampleJob.Spec, Bounds, NoGroup, isNewLife: false, SampleJob.Now));

    [Fact]
    public void It_goes_on_while_nothing_has_changed() => Assert.Null(GenerationRule.WhyNext(_state, SampleJob.Spec, [0, 1]));

    [Fact]
    public void It_goes_on_after_a_failure()
    {
        _state.Apply(new JobEnded("FAILED", SampleJob.Now, "x"));
        Assert.Null(GenerationRule.WhyNext(_state, SampleJob.Spec, [0, 1]));
    }

    [Fact]
    public void It_ends_when_that_was_decided()
    {
        _state.Apply(new GenerationRetiring(1, SampleJob.Now));
        Assert.Equal("its end was decided", GenerationRule.WhyNext(_state, SampleJob.Spec, [0, 1]));
    }

    [Fact]
    public void It_ends_when_it_was_finished()
    {
        _state.Apply(new JobEnded("FINISHED", SampleJob.Now));
        Assert.Equal("it was finished", GenerationRule.WhyNext(_state, SampleJob.Spec, [0, 1]));
    }

    [Fact]
    public void It_ends_with_another_parallelism() =>
        Assert.Equal("parallelism is 3 and was 1", GenerationRule.WhyNext(_state, SampleJob.Spec with { Parallelism = 3 }, [0, 1]));

    [Fact]
    public void It_ends_with_another_bound() =>
        Assert.Equal("the bound is latest-offset and was unbounded", GenerationRule.WhyNext(_state, SampleJob.Bounded(BoundedMode.LatestOffset), [0, 1]));

    [Fact]
    public void It_ends_when_the_topic_has_grown() =>
        Assert.Equal("the topic has 3 partitions and had 2", GenerationRule.WhyNext(_state, SampleJob.Spec, [0, 1, 2]));

    [Fact]
    public void Bounds_of_the_same_kind_with_other_values_are_others()
    {
        var source = SampleJob.Spec.Source;
        KafkaSettings[] all =
        [
            source,
            source with { Bounded = BoundedMode.LatestOffset },
            source with { Bounded = BoundedMode.Timestamp, BoundedTimestamp = 1 },
            source with { Bounded = BoundedMode.Timestamp, BoundedTimestamp = 2 },
            source with { Bounded = BoundedMode.SpecificOffsets, BoundedOffsets = new Dictionary<int, long> { [0] = 1, [1] = 2 } },
            source with { Bounded = BoundedMode.SpecificOffsets, BoundedOffsets = new Dictionary<int, long> { [0] = 1, [1] = 3 } },
        ];
        Assert.Equal(all.Length, all.Select(GenerationRule.Bounds).Distinct().Count());
    }

    [Fact]
    public void Offsets_in_another_order_are_the_same_bound()
    {
        var source = SampleJob.Spec.Source with { Bounded = BoundedMode.SpecificOffsets };
        Assert.Equal(
            GenerationRule.Bounds(source with { BoundedOffsets = new Dictionary<int, long> { [0] = 1, [1] = 2 } }),
            GenerationRule.Bounds(source with { BoundedOffsets = new Dictionary<int, long> { [1] = 2, [0] = 1 } }));
    }

    [Fact]
    public void The_next_one_counts_on_and_keeps_the_life_of_labels()
    {
        var next = GenerationRule.Next(_state.Generation, SampleJob.Spec with { Parallelism = 2 }, Bounds, NoGroup, isNewLife: false, SampleJob.Now);
        Assert.Equal((2, 2, _state.Generation!.Incarnation), (next.Number, next.Parallelism, next.Incarnation));
        Assert.Equal([new PartitionAssignment(0, 0, 10, PartitionBounds.Unbounded), new PartitionAssignment(1, 1, 20, PartitionBounds.Unbounded)], next.Partitions);
    }

    [Fact]
    public void Offsets_that_are_set_anew_begin_another_life_of_labels()
    {
        var next = GenerationRule.Next(_state.Generation, SampleJob.Spec, Bounds, NoGroup, isNewLife: true, SampleJob.Now);
        Assert.NotEqual(_state.Generation!.Incarnation, next.Incarnation);
        Assert.Equal(32, next.Incarnation.Length);
    }

    [Fact]
    public void Only_the_offsets_of_somebody_else_are_noted()
    {
        var group = new Dictionary<int, GroupCommit> { [0] = new(7, "flink"), [1] = new(8, new GroupCommitRule("job", 1).Metadata) };
        var next = GenerationRule.Next(null, SampleJob.Spec, Bounds, group, isNewLife: false, SampleJob.Now);
        Assert.Equal([7L, null], next.Partitions.OrderBy(p => p.Partition).Select(p => p.GroupNext));
    }
}
