using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Tests.Pipeline;

namespace KongAkka.Tests.Jobs.Offsets;

public sealed class SubtaskStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SubtaskState _state = new([new PartitionAssignment(0, 0, 10, 1000), new PartitionAssignment(1, 0, 20, 1000)]);

    [Fact]
    public void A_committed_load_moves_the_positions_of_its_partitions()
    {
        Plan(0, new OffsetRange(0, 10, 25, 15));
        Assert.Equal([new PartitionPosition(0, 25)], Commit(0));
        Assert.Equal((25, 20), (_state.Positions[0], _state.Positions[1]));
    }

    [Fact]
    public void A_plan_that_leaves_a_gap_is_refused_before_it_is_written_down()
    {
        _state.EnsureFollows([new OffsetRange(0, 10, 25, 15)]);
        Plan(0, new OffsetRange(0, 10, 25, 15));
        _state.EnsureFollows([new OffsetRange(0, 25, 40, 15)]);
        Assert.Throws<InvalidOperationException>(() => _state.EnsureFollows([new OffsetRange(0, 26, 40, 14)]));
    }

    [Fact]
    public void Where_each_process_began_to_read_is_kept_over_a_snapshot()
    {
        _state.Apply(new OwnerClaimed(1, Now));
        _state.Apply(new OwnerClaimed(2, Now.AddSeconds(1)));
        _state.Apply(new OwnerClaimed(2, Now.AddSeconds(2)));
        Plan(0, new OffsetRange(0, 10, 25, 15));
        Plan(1, new OffsetRange(0, 25, 40, 15));
        Commit(1);
        _state.Apply(new OwnerClaimed(3, Now.AddSeconds(3)));
        var restored = new SubtaskState([]);
        restored.Restore(_state.Snapshot([]));
        Assert.Equal([Now.AddSeconds(1), Now.AddSeconds(3)], restored.Starts.Select(start => start.At));
        Assert.Equal([new OffsetRange(0, 25, 40, 15)], restored.Starts[1].Settled);
    }

    [Fact]
    public void A_load_that_commits_before_an_earlier_one_waits_for_it()
    {
        Plan(0, new OffsetRange(0, 10, 25, 15));
        Plan(1, new OffsetRange(0, 25, 40, 15), new OffsetRange(1, 20, 21, 1));
        Assert.Empty(Commit(1));
        Assert.Equal((10, 40), (_state.Positions[0], _state.ReadPositions[0]));
        Assert.Equal([new PartitionPosition(0, 40), new PartitionPosition(1, 21)], Commit(0));
        Assert.Empty(_state.Open);
    }

    [Fact]
    public void Offsets_without_a_row_advance_behind_what_is_open()
    {
        Plan(0, new OffsetRange(0, 10, 25, 15));
        Assert.Empty(_state.Apply(new OffsetsAdvanced(1, [new OffsetRange(0, 25, 30, 5)], Now)));
        Assert.Equal([new PartitionPosition(0, 30)], Commit(0));
    }

    [Theory]
    [InlineData(0, 11)]
    [InlineData(0, 9)]
    [InlineData(2, 0)]
    public void A_load_that_would_skip_or_repeat_offsets_is_refused(int partition, long first) =>
        Assert.Throws<InvalidOperationException>(() => Plan(0, new OffsetRange(partition, first, 25, 14)));

    [Fact]
    public void A_load_cannot_end_twice()
    {
        Plan(0, new OffsetRange(0, 10, 25, 15));
        Commit(0);
        Assert.Throws<InvalidOperationException>(() => Commit(0));
    }

    [Fact]
    public void The_parts_of_a_split_take_the_place_of_their_load()
    {
        Plan(0, new OffsetRange(0, 10, 20, 10));
        Plan(1, new OffsetRange(0, 20, 30, 10));
        Commit(1);
        Split(0, [new OffsetRange(0, 10, 15, 5)], [new OffsetRange(0, 15, 20, 5)]);
        Assert.Equal([2L, 3L], _state.Uncommitted.Select(plan => plan.Number));
        Assert.Empty(Commit(3));
        Assert.Equal([new PartitionPosition(0, 30)], Commit(2));
        Assert.Equal(4, _state.NextNumber);
    }

    [Fact]
    public void Parts_that_leave_something_out_or_overlap_are_refused()
    {
        Plan(0, new OffsetRange(0, 10, 20, 10));
        Assert.Throws<InvalidOperationException>(() => Split(0, [new OffsetRange(0, 10, 15, 5)]));
        Assert.Throws<InvalidOperationException>(() => Split(0, [new OffsetRange(0, 10, 15, 5)], [new OffsetRange(0, 16, 20, 4)]));
        Assert.Throws<InvalidOperationException>(() => Split(0, [new OffsetRange(0, 10, 15, 5)], [new OffsetRange(0, 14, 20, 6)]));
    }

    [Fact]
    public void A_snapshot_is_the_whole_state()
    {
        _state.Apply(new OwnerClaimed(7, Now));
        Plan(0, new OffsetRange(0, 10, 20, 10));
        Plan(1, new OffsetRange(1, 20, 30, 10));
        Commit(1);
        var restored = new SubtaskState([]);
        restored.Restore(_state.Snapshot([]));
        Assert.Equal((7, 2, 1), (restored.Epoch, restored.NextNumber, restored.Uncommitted.Count()));
        restored.Apply(new BatchCommitted(0, CommitProof.State, Now));
        Assert.Equal((20, 30), (restored.Positions[0], restored.Positions[1]));
    }

    private void Plan(long number, params OffsetRange[] ranges) => _state.Apply(new BatchPlanned(SampleLoads.Plan(number, ranges, 1)));

    private IReadOnlyCollection<PartitionPosition> Commit(long number) => _state.Apply(new BatchCommitted(number, CommitProof.Reply, Now));

    private void Split(long number, params OffsetRange[][] parts) =>
        _state.Apply(new BatchSplit(number, [.. parts.Select((ranges, index) => SampleLoads.Plan(_state.NextNumber + index, ranges, 0))], Now));
}
