using KongAkka.Jobs;
using KongAkka.Jobs.Telemetry;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Tests.Jobs.Telemetry;

public sealed class UnreadRuleTests
{
    private static readonly DateTimeOffset Looked = new(2026, 11, 26, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly UnreadLook Look = new(Week, new Dictionary<int, (long, DateTimeOffset)> { [0] = (10, Looked.AddMinutes(-5)) }, Looked);

    [Theory]
    [InlineData(10, 20, 330)] // It stands still: the record grows older.
    [InlineData(15, 20, 300)] // It has gone on: as old as at the look.
    [InlineData(20, 20, 0)] // All is read.
    public void The_first_unread_record_is_as_old_as_is_known(long next, long end, double seconds)
    {
        var found = Find(Look, next, end)[0];
        Assert.Equal(new UnreadRecord(TimeSpan.FromSeconds(seconds), Week - TimeSpan.FromSeconds(seconds)), found);
    }

    [Fact]
    public void Of_a_partition_that_was_not_looked_at_nothing_is_said()
    {
        Assert.Empty(Find(null, 10, 20));
        Assert.Empty(Find(Look with { First = new Dictionary<int, (long, DateTimeOffset)>() }, 10, 20));
    }

    [Fact]
    public void A_topic_that_keeps_its_records_for_ever_has_no_time_left() => Assert.Null(Find(Look with { Retention = null }, 10, 20)[0].RetentionLeft);

    private static IReadOnlyDictionary<int, UnreadRecord> Find(UnreadLook? look, long next, long end) =>
        UnreadRule.Find(look, new Dictionary<int, long> { [0] = next }, new Dictionary<int, long> { [0] = end }, Looked.AddSeconds(30));
}
