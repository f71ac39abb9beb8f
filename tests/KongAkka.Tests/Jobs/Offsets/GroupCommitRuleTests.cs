using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Tests.Jobs.Offsets;

public sealed class GroupCommitRuleTests
{
    private const string Job = "00112233445566778899aabbccddeeff";
    private readonly GroupCommitRule _rule = new(Job, Epoch: 5);

    [Fact]
    public void What_it_writes_it_knows_as_its_own() => Assert.True(GroupCommitRule.IsOurs(new GroupCommit(1, _rule.Metadata)));

    [Theory]
    [InlineData(99)]
    [InlineData(100)]
    public void A_commit_of_an_earlier_start_up_to_the_position_is_no_conflict(long next) =>
        Assert.Null(_rule.Conflict(Ours(next, epoch: 4), position: 100, groupNext: null));

    [Fact]
    public void A_commit_of_an_earlier_start_beyond_the_position_shows_an_old_journal() =>
        Assert.Equal("this job has come further than the journal knows", _rule.Conflict(Ours(101, epoch: 4), position: 100, groupNext: null));

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void A_commit_of_a_start_that_the_journal_does_not_know_shows_an_old_journal(long epoch) =>
        Assert.Contains($"(epoch {epoch})", _rule.Conflict(Ours(10, epoch), position: 100, groupNext: null), StringComparison.Ordinal);

    [Fact]
    public void A_commit_of_another_journal_is_a_conflict_wherever_it_is() =>
        Assert.Contains("job other of another journal", _rule.Conflict(new GroupCommit(10, "kongakka/1 other 1"), position: 100, groupNext: 10), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("flink")]
    [InlineData("kongakka/1 x")]
    [InlineData("kongakka/1 x y")]
    [InlineData("kongakka/2 x 1")]
    public void A_foreign_commit_is_known_when_it_was_there_as_the_generation_began(string metadata)
    {
        Assert.Null(_rule.Conflict(new GroupCommit(70, metadata), position: 100, groupNext: 70));
        Assert.Equal("somebody else has set the group's offset", _rule.Conflict(new GroupCommit(70, metadata), position: 100, groupNext: null));
        Assert.Equal("somebody else has set the group's offset", _rule.Conflict(new GroupCommit(71, metadata), position: 100, groupNext: 70));
    }

    [Fact]
    public void A_commit_of_another_start_at_the_same_epoch_or_a_later_one_is_a_rivals()
    {
        var rule = _rule with { Start = "aa" };
        GroupCommit own = new(1, rule.Metadata), same = new(1, (rule with { Start = "bb" }).Metadata), later = new(1, (rule with { Epoch = 6 }).Metadata);
        Assert.False(rule.IsRival(own, before: null));
        Assert.True(rule.IsRival(same, before: null));
        Assert.True(rule.IsRival(later, before: null));
        Assert.False(rule.IsRival(same, before: same));
        Assert.False(rule.IsRival(Ours(1, epoch: 4), before: null));
        Assert.False(rule.IsRival(new GroupCommit(1, "kongakka/1 other 9 cc"), before: null));
        Assert.False(rule.IsRival(new GroupCommit(1, "flink"), before: null));
    }

    private static GroupCommit Ours(long next, long epoch) => new(next, new GroupCommitRule(Job, epoch).Metadata);
}
