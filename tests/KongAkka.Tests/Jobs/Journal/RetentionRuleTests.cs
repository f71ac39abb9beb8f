using KongAkka.Jobs.Journal;

namespace KongAkka.Tests.Jobs.Journal;

public sealed class RetentionRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);
    private readonly RetentionRule _rule = new(TimeSpan.FromHours(24));

    [Fact]
    public void An_owner_confirms_itself_well_before_it_may_not_write_any_more() => Assert.True(_rule.ConfirmEvery < TimeSpan.FromHours(6) / 1.5);

    [Theory]
    [InlineData(0, true)]
    [InlineData(359, true)]
    [InlineData(360, false)]
    public void Who_has_not_written_for_a_quarter_of_the_retention_may_not_write(int minutes, bool may) =>
        Assert.Equal(may, _rule.MayWrite(Now.AddMinutes(-minutes), Now));

    [Fact]
    public void Events_are_deleted_up_to_the_last_snapshot_that_is_older_than_the_retention()
    {
        SnapshotMark[] marks = [new(256, Now.AddHours(-30)), new(512, Now.AddHours(-24).AddSeconds(-1)), new(768, Now.AddHours(-24)), new(1024, Now)];
        Assert.Equal(512, _rule.Deletable(marks, Now)!.SequenceNr);
    }

    [Fact]
    public void Nothing_is_deleted_while_all_snapshots_are_young()
    {
        Assert.Null(_rule.Deletable([new(256, Now.AddHours(-23))], Now));
        Assert.Null(_rule.Deletable([], Now));
    }
}
