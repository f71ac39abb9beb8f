using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline;

namespace KongAkka.Tests.Jobs.Offsets;

public sealed class EndsRuleTests
{
    private static readonly EndsIdentified Known = new("cluster-a", "logs", "topic-id-a", "d.t", "rule-a", DateTimeOffset.UnixEpoch);

    public static TheoryData<string, string, string> Others => new()
    {
        { nameof(Known.ClusterId), "cluster-a", "cluster-b" },
        { nameof(Known.Topic), "logs", "other" },
        { nameof(Known.TopicId), "topic-id-a", "topic-id-b" },
        { nameof(Known.Table), "d.t", "d.u" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Other_ends_are_refused_with_both_values(string field, string before, string now)
    {
        var refusal = Assert.Throws<UnrecoverableException>(() => EndsRule.Check("job-a", Known, With(field, now)));
        Assert.All(["job-a", before, now], part => Assert.Contains(part, refusal.What, StringComparison.Ordinal));
        Assert.Contains("kongakka.jobs.<name>", refusal.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void What_one_side_does_not_tell_is_not_held_against_it(string field, string before, string now)
    {
        Assert.NotEqual(before, now);
        EndsRule.Check("job-a", Known, With(field, ""));
        EndsRule.Check("job-a", With(field, ""), Known);
    }

    [Fact]
    public void A_first_start_and_another_rule_are_taken()
    {
        EndsRule.Check("job-a", null, Known);
        EndsRule.Check("job-a", Known, Known with { RuleHash = "rule-b" });
    }

    [Fact]
    public void Another_time_alone_is_no_change()
    {
        Assert.False(EndsRule.HasChanged(Known, Known with { At = DateTimeOffset.UnixEpoch.AddDays(1) }));
        Assert.True(EndsRule.HasChanged(null, Known));
        Assert.True(EndsRule.HasChanged(Known, Known with { RuleHash = "rule-b" }));
    }

    private static EndsIdentified With(string field, string value) => field switch
    {
        nameof(Known.ClusterId) => Known with { ClusterId = value },
        nameof(Known.Topic) => Known with { Topic = value },
        nameof(Known.TopicId) => Known with { TopicId = value },
        _ => Known with { Table = value },
    };
}
