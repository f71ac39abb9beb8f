using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class TopicWatchTests
{
    private readonly ManualTime _time = new();
    private readonly TopicWatch _watch;

    public TopicWatchTests() => _watch = Watch("");

    [Fact]
    public void It_is_asked_at_once_then_soon_until_there_is_an_answer_and_then_rarely()
    {
        Assert.True(_watch.ShouldAsk());
        AssertNextAfter(TopicWatch.UntilAnswered);
        _watch.Note("");
        AssertNextAfter(TopicWatch.Every);
        AssertNextAfter(TopicWatch.Every);
        _watch.Reset();
        Assert.True(_watch.ShouldAsk());
        AssertNextAfter(TopicWatch.UntilAnswered);
    }

    [Fact]
    public void Another_consumer_must_see_the_same_topic()
    {
        _watch.Note("first");
        _watch.Reset();
        Assert.Throws<UnrecoverableException>(() => _watch.Note("second"));
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
    public void The_id_that_is_expected_holds_from_the_first_answer_on()
    {
        var watch = Watch("expected");
        watch.Note("expected");
        Assert.Throws<UnrecoverableException>(() => Watch("expected").Note("other"));
    }

    [Fact]
    public void Brokers_that_learn_to_tell_it_change_nothing()
    {
        _watch.Note("");
        _watch.Note("first");
        _watch.Note("");
        Assert.Throws<UnrecoverableException>(() => _watch.Note("second"));
    }

    private TopicWatch Watch(string id) => new(new KafkaSettings { BootstrapServers = "b:1", Topic = "t", GroupId = "g" }, _time, id);

    private void AssertNextAfter(TimeSpan time)
    {
        Assert.False(_watch.ShouldAsk());
        _time.Pass(time - TimeSpan.FromTicks(1));
        Assert.False(_watch.ShouldAsk());
        _time.Pass(TimeSpan.FromTicks(1));
        Assert.True(_watch.ShouldAsk());
    }
}
