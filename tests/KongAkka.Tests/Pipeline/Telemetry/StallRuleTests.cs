using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Telemetry;

namespace KongAkka.Tests.Pipeline.Telemetry;

public sealed class StallRuleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly StallRule _rule = new(WatchdogSettings.Default);

    [Fact]
    public void Unread_records_of_which_none_comes_for_the_time_are_a_stall_that_says_what_to_do()
    {
        Assert.Empty(LookAt(0, Unread(7, since: 3)));
        Assert.Empty(LookAt(59, Unread(7, since: 62)));
        var stall = Assert.Single(LookAt(60, Unread(7, since: 63)));
        Assert.Equal(StallKind.Source, stall.Key);
        Assert.StartsWith("Kafka has 7 unread records and delivered none for 63 s. Check the brokers", stall.Value, StringComparison.Ordinal);
        Assert.Empty(LookAt(65, Unread(7, since: 1)));
    }

    [Fact]
    public void A_topic_that_was_idle_for_long_has_the_time_from_its_next_record_on()
    {
        Assert.Empty(LookAt(0, Unread(0, since: 5000)));
        Assert.Empty(LookAt(5, Unread(1, since: 5005)));
        Assert.Empty(LookAt(60, Unread(1, since: 5060)));
        Assert.Single(LookAt(65, Unread(1, since: 5065)));
    }

    [Fact]
    public void A_source_that_waits_for_demand_is_not_stalled_and_has_the_time_anew_afterwards()
    {
        LookAt(0, Unread(1, since: 0));
        Assert.Empty(LookAt(100, new PathFacts(new SourceProgress(1, TimeSpan.FromSeconds(100), IsWaitingForDemand: true), null)));
        Assert.Empty(LookAt(101, Unread(1, since: 101)));
        Assert.Empty(LookAt(150, Unread(1, since: 150)));
    }

    [Fact]
    public void A_load_that_is_under_way_for_the_time_is_a_stall()
    {
        Assert.Empty(LookAt(0, Load(299)));
        var stall = Assert.Single(LookAt(1, Load(300)));
        Assert.Equal(StallKind.Sink, stall.Key);
        Assert.StartsWith("A load has been under way for 300 s.", stall.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_trouble_is_known_it_is_told_in_place_of_the_stall()
    {
        LookAt(0, Unread(1, since: 1000));
        var facts = new PathFacts(new SourceProgress(1, TimeSpan.FromSeconds(2000), false), TimeSpan.FromHours(1)) { SourceTrouble = "No broker.", SinkTrouble = "No FE." };
        Assert.Equal([KeyValuePair.Create(StallKind.SourceTrouble, "No broker."), KeyValuePair.Create(StallKind.SinkTrouble, "No FE.")], LookAt(1000, facts));
        var rejects = LookAt(1001, Load(1000) with { RejectTrouble = "No topic." });
        Assert.Equal([KeyValuePair.Create(StallKind.RejectTrouble, "No topic.")], rejects);
    }

    [Fact]
    public void Zero_turns_a_watch_off()
    {
        var off = new StallRule(new WatchdogSettings(TimeSpan.Zero, TimeSpan.Zero));
        var facts = new PathFacts(new SourceProgress(1, TimeSpan.FromDays(1), false), TimeSpan.FromDays(1));
        off.Look(facts, Start);
        Assert.Empty(off.Look(facts, Start.AddDays(1)));
    }

    [Fact]
    public void Nothing_runs_and_nothing_stands_still() => Assert.Empty(LookAt(0, default));

    [Theory]
    [InlineData(60, 300, 5000)]
    [InlineData(0, 0, 5000)]
    [InlineData(2, 0, 500)]
    [InlineData(2, 1, 250)]
    public void It_is_looked_often_enough(int source, int sink, int expected) =>
        Assert.Equal(expected, new WatchdogSettings(TimeSpan.FromSeconds(source), TimeSpan.FromSeconds(sink)).Interval.TotalMilliseconds);

    private static PathFacts Unread(long unread, int since) => new(new SourceProgress(unread, TimeSpan.FromSeconds(since), IsWaitingForDemand: false), null);

    private static PathFacts Load(int seconds) => new(null, TimeSpan.FromSeconds(seconds));

    private IReadOnlyDictionary<StallKind, string> LookAt(int seconds, PathFacts facts) => _rule.Look(facts, Start.AddSeconds(seconds));
}
