using KongAkka.Pipeline.Telemetry;

namespace KongAkka.Tests.Pipeline.Telemetry;

public sealed class StallLogTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly StallLog _log = new();

    [Fact]
    public void A_stall_is_told_when_it_begins_every_few_minutes_and_when_it_ends()
    {
        Assert.Equal([new StallNote(false, "Slow.")], TakeAt(0, StallKind.Sink));
        Assert.Empty(TakeAt(299, StallKind.Sink));
        Assert.Equal([new StallNote(false, "for 5 min by now: Slow.")], TakeAt(300, StallKind.Sink));
        Assert.Empty(TakeAt(599, StallKind.Sink));
        Assert.Equal([new StallNote(false, "for 10 min by now: Slow.")], TakeAt(600, StallKind.Sink));
        Assert.Equal([new StallNote(true, "the sink goes on, after 610 s")], TakeAt(610));
        Assert.Empty(TakeAt(620));
        Assert.Equal([new StallNote(false, "Slow.")], TakeAt(630, StallKind.Sink));
    }

    [Fact]
    public void Trouble_that_its_own_end_has_told_is_told_only_when_it_lasts()
    {
        Assert.Empty(TakeAt(0, StallKind.SourceTrouble, StallKind.SinkTrouble));
        Assert.Empty(TakeAt(10, StallKind.SinkTrouble));
        Assert.Single(TakeAt(300, StallKind.SinkTrouble));
        Assert.Equal([new StallNote(true, "the sink goes on, after 301 s")], TakeAt(301));
    }

    private IReadOnlyList<StallNote> TakeAt(int seconds, params StallKind[] kinds) => _log.Take(kinds.ToDictionary(kind => kind, _ => "Slow."), Start.AddSeconds(seconds));
}
