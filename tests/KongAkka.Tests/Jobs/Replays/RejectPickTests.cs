using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Replays;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Tests.Jobs.Replays;

public sealed class RejectPickTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 6, 30, 0, TimeSpan.Zero);
    private static readonly EndsIdentified Ends = new("c", "t", "i", "d.t", "r", Start);

    private readonly OriginSet _replayed = new();
    private readonly ReplayTally _tally = new();

    [Fact]
    public void A_reject_below_the_jobs_position_is_taken_once()
    {
        var pick = Pick();
        Assert.True(pick.Takes(Reject(99)));
        Assert.False(pick.Takes(Reject(99)));
        Assert.False(pick.Takes(Reject(100)));
        Assert.Equal(1, _tally.NotPassed);
    }

    [Fact]
    public void What_was_replayed_is_counted_once()
    {
        _replayed.Add(new RejectOrigin("t", 0, 7));
        var pick = Pick();
        Assert.False(pick.Takes(Reject(7)));
        Assert.False(pick.Takes(Reject(7)));
        Assert.Equal(1, _tally.ReplayedBefore);
    }

    [Fact]
    public void A_reject_of_another_topic_or_of_a_job_that_never_ran_is_left_to_the_job()
    {
        Assert.False(Pick().Takes(Reject(7) with { Topic = "other" }));
        Assert.False(new RejectPick(_replayed, new JobPassage(null, new Dictionary<int, long>(), []), _tally).Takes(Reject(7)));
        Assert.Equal(2, _tally.NotPassed);
    }

    [Theory]
    [InlineData(49, -1, true)]
    [InlineData(50, -1, false)]
    [InlineData(50, 1, true)]
    [InlineData(60, -1, true)]
    public void A_reject_counts_unless_its_record_was_read_again_from_a_later_start_on(long offset, int secondsAfterStart, bool takes)
    {
        var settled = new OffsetRange(0, 60, 70, 10);
        var pick = Pick(new ReadStart(Start, [new PartitionPosition(0, 50), new PartitionPosition(1, 0)], [settled]));
        Assert.Equal(takes, pick.Takes(Reject(offset) with { RejectedAt = Start.AddSeconds(secondsAfterStart) }));
        pick.End();
        Assert.Equal(takes ? 0 : 1, _tally.ReadAgain);
    }

    [Fact]
    public void A_later_reject_of_the_same_record_makes_it_final()
    {
        var pick = Pick(new ReadStart(Start, [new PartitionPosition(0, 50)], []));
        Assert.False(pick.Takes(Reject(55) with { RejectedAt = Start.AddSeconds(-1) }));
        Assert.True(pick.Takes(Reject(55) with { RejectedAt = Start.AddSeconds(1) }));
        pick.End();
        Assert.Equal(0, _tally.ReadAgain);
    }

    private static RejectedRecord Reject(long offset) => new("response-time", "", "t", 0, offset, -1, new byte[] { 1 }) { RejectedAt = Start };

    private RejectPick Pick(params ReadStart[] starts) => new(_replayed, new JobPassage(Ends, new Dictionary<int, long> { [0] = 100 }, starts), _tally);
}
