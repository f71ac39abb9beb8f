using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Replays;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Tests.Jobs.Replays;

public sealed class ReplayStateTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 6, 30, 0, TimeSpan.Zero);

    private readonly ReplayState _state = new();

    [Fact]
    public void The_first_claim_draws_the_life_and_later_ones_keep_it()
    {
        _state.Apply(new ReplayClaimed("one", "h", 1, At));
        _state.Apply(new ReplayClaimed("two", "h", 2, At));
        Assert.Equal("one", _state.Incarnation);
    }

    [Fact]
    public void Only_what_is_committed_counts_as_replayed()
    {
        _state.Apply(Planned(0));
        Assert.False(_state.Replayed.Contains(new RejectOrigin("t", 0, 3)));
        _state.Apply(new ReplayCommitted(0, CommitProof.Reply, [new OffsetRange(0, 3, 4, 1)], At));
        Assert.True(_state.Replayed.Contains(new RejectOrigin("t", 0, 3)));
        Assert.False(_state.Replayed.Contains(new RejectOrigin("t", 0, 4)));
        Assert.Null(_state.Open);
    }

    [Fact]
    public void Nothing_is_planned_while_a_load_is_open()
    {
        _state.Apply(Planned(0));
        Assert.Throws<InvalidOperationException>(() => _state.Apply(Planned(1)));
        Assert.Throws<InvalidOperationException>(() => _state.Apply(new ReplayCommitted(1, CommitProof.Reply, [], At)));
    }

    [Fact]
    public void A_snapshot_holds_all_of_it()
    {
        _state.Apply(new ReplayClaimed("one", "h", 1, At));
        _state.Apply(Planned(0));
        _state.Apply(new ReplayCommitted(0, CommitProof.Reply, [new OffsetRange(0, 3, 4, 1)], At));
        _state.Apply(Planned(1));
        var restored = new ReplayState();
        restored.Restore(_state.Snapshot());
        Assert.Equal(("one", 2L, 1L), (restored.Incarnation, restored.NextNumber, restored.Open!.Plan.Number));
        Assert.True(restored.Replayed.Contains(new RejectOrigin("t", 0, 3)));
    }

    private static ReplayPlanned Planned(long number) => new("t", new LoadPlan(number, "kk", "d.t", [new OffsetRange(0, 3, 5, 2)], 2, "r", At, number));
}
