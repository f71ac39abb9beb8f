using Confluent.Kafka;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class OutageTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void An_outage_begins_once_and_ends_once()
    {
        var outage = new BrokerOutage(_time);
        Assert.False(outage.End(out _));
        Assert.True(outage.Begin());
        Assert.False(outage.Begin());
        _time.Pass(TimeSpan.FromSeconds(90));
        Assert.True(outage.End(out var lasted));
        Assert.Equal(TimeSpan.FromSeconds(90), lasted);
        Assert.False(outage.End(out _));
    }

    [Fact]
    public void During_an_outage_a_broker_is_asked_every_two_seconds()
    {
        var outage = new BrokerOutage(_time);
        Assert.False(outage.ShouldAsk());
        outage.Begin();
        Assert.False(outage.ShouldAsk());
        _time.Pass(TimeSpan.FromSeconds(2));
        Assert.True(outage.ShouldAsk());
        Assert.False(outage.ShouldAsk());
    }

    [Fact]
    public void Each_kind_of_trouble_is_logged_once_a_minute()
    {
        var repeated = new RepeatedTrouble(_time);
        Assert.True(repeated.ShouldLog(ErrorCode.Local_Transport));
        Assert.True(repeated.ShouldLog(ErrorCode.Local_Authentication));
        _time.Pass(TimeSpan.FromSeconds(59));
        Assert.False(repeated.ShouldLog(ErrorCode.Local_Transport));
        _time.Pass(TimeSpan.FromSeconds(1));
        Assert.True(repeated.ShouldLog(ErrorCode.Local_Transport));
    }

    [Fact]
    public void A_consumer_is_made_anew_after_a_delay_that_grows_and_is_forgotten_after_a_stable_hour()
    {
        var delay = new RebuildDelay(Backoff.Default with { Jitter = 0 }, _time);
        Assert.Equal(TimeSpan.Zero, delay.Left());
        delay.Failed();
        Assert.Equal(TimeSpan.FromSeconds(1), delay.Left());
        _time.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, delay.Left());
        delay.Failed();
        Assert.Equal(TimeSpan.FromSeconds(1.5), delay.Left());
        _time.Pass(TimeSpan.FromHours(1));
        delay.Failed();
        Assert.Equal(TimeSpan.FromSeconds(1), delay.Left());
    }
}
