using KongAkka.Pipeline.Consuming;

namespace KongAkka.SandboxTests.Consuming;

public sealed class UnreadLookTests
{
    [Fact]
    public async Task A_broker_that_tells_no_retention_still_tells_how_old_unread_records_are()
    {
        using var topic = new EmbeddedTopic();
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        topic.Produce(10);
        var look = await UnreadLook.TakeAsync(topic.Settings, new Dictionary<int, long> { [0] = 3 });
        Assert.Null(look.Retention);
        var (partition, first) = Assert.Single(look.First);
        Assert.Equal((0, 3), (partition, first.Next));
        Assert.InRange(first.Timestamp, before, DateTimeOffset.UtcNow.AddSeconds(1));
    }
}
