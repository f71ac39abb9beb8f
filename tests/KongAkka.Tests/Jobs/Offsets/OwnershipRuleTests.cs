using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Tests.Jobs.Offsets;

public sealed class OwnershipRuleTests
{
    [Theory]
    [InlineData(7, 0)]
    [InlineData(7, 7)]
    [InlineData(6, 7)]
    public void A_journal_that_nobody_newer_has_claimed_is_free(long journaled, long own) => Assert.Null(OwnershipRule.Superseded(journaled, own));

    [Fact]
    public void A_journal_that_a_newer_start_has_claimed_ends_this_one_for_good()
    {
        var failure = OwnershipRule.Superseded(journaled: 8, own: 7)!;
        Assert.True(failure.IsFinal);
        Assert.Contains("epoch 8", failure.Message, StringComparison.Ordinal);
        Assert.Contains("started at 7", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_name_the_subtasks_own_partitions_with_both_offsets()
    {
        PartitionAssignment[] partitions = [new(0, 0, 10, 1000), new(1, 1, 20, 1000), new(2, 0, 30, 1000, GroupNext: 5), new(3, 0, 40, 1000)];
        var commits = new GroupCommitRule("job", Epoch: 2);
        var old = new GroupCommitRule("job", Epoch: 1).Metadata;
        var group = new Dictionary<int, GroupCommit> { [0] = new(11, old), [1] = new(21, old), [2] = new(5, ""), [3] = new(39, old) };
        var context = SampleJob.Context(new GenerationStarted(1, "life", 2, "unbounded", partitions, SampleJob.Now), commits, group);
        Assert.Equal(
            "partition 0: journal 10, group 11 (this job has come further than the journal knows)",
            OwnershipRule.Differences(new SubtaskState(context.Assignments(0)), 0, context));
    }

    [Fact]
    public void Only_offsets_that_contradict_are_taken_over()
    {
        PartitionAssignment[] partitions = [new(0, 0, 10, 1000), new(1, 1, 20, 1000), new(2, 0, 30, 1000, GroupNext: 5), new(3, 0, 40, 1000)];
        var old = new GroupCommitRule("job", Epoch: 1).Metadata;
        var group = new Dictionary<int, GroupCommit> { [0] = new(7, ""), [1] = new(15, old), [2] = new(5, "") };
        var positions = new Dictionary<int, long> { [0] = 10, [1] = 20, [2] = 30, [3] = 40 };
        OwnershipRule.TakeOver(positions, new GenerationStarted(1, "life", 2, "unbounded", partitions, SampleJob.Now), new GroupCommitRule("job", 2), group);
        Assert.Equal([7L, 20, 30, 40], positions.OrderBy(p => p.Key).Select(p => p.Value));
    }

    [Fact]
    public void Without_a_commit_there_is_no_difference()
    {
        var context = SampleJob.Context(new GenerationStarted(1, "life", 1, "unbounded", [new(0, 0, 10, 1000)], SampleJob.Now), new GroupCommitRule("job", 2));
        Assert.Equal("", OwnershipRule.Differences(new SubtaskState(context.Assignments(0)), 0, context));
    }
}
