using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class TopicWatchTests
{
    private readonly ManualTime _time = new();
    private readonly TopicWatch _watch;

    public TopicWatchTests() => _watch = new TopicWatch(new KafkaSettings { BootstrapServers = "b:1", Topic = "t", GroupId = "g" }, _time);

    [Fact]
    public void It_is_asked_at_once_then_soon_until_it_is_known_and_then_rarely()
    {
        Assert.True(_watch.ShouldAsk());
        AssertNextAfter(TopicWatch.UntilKnown);
        _watch.Note("first");
        AssertNextAfter(TopicWatch.Every);
        AssertNextAfter(TopicWatch.Every);
    }

    [Fact]
    public void Another_id_ends_the_job()
    {
        _watch.Note("first");
        _watch.Note("first");
        var failure = Assert.Throws<UnrecoverableException>(() => _watch.Note("second"));
        Assert.Contains("Topic t was made anew while it was read: its id was first and is second", failure.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Brokers_that_learn_to_tell_it_change_nothing()
    {
        _watch.Note("");
        _watch.Note("first");
        _watch.Note("");
        Assert.Throws<UnrecoverableException>(() => _watch.Note("second"));
    }

    private void AssertNextAfter(TimeSpan time)
    {
        Assert.False(_watch.ShouldAsk());
        _time.Pass(time - TimeSpan.FromTicks(1));
        Assert.False(_watch.ShouldAsk());
        _time.Pass(TimeSpan.FromTicks(1));
        Assert.True(_watch.ShouldAsk());
    }
}
