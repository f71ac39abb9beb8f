using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Native;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class ConsumerPropertiesTests
{
    private static KafkaSettings With(params (string Key, string Value)[] properties) => new()
    {
        BootstrapServers = "b:1",
        Topic = "t",
        GroupId = "g",
        Properties = properties.ToDictionary(p => p.Key, p => p.Value),
    };

    [Fact]
    public void Librdkafka_understands_every_property_that_is_set()
    {
        var all = ConsumerProperties.For(With());
        Assert.All(all, p => Assert.Null(NativeConf.Fault(p.Key, p.Value)));
        Assert.Equal("error", all["auto.offset.reset"]);
        Assert.Equal("read_committed", all["isolation.level"]);
        Assert.Equal("b:1", all["bootstrap.servers"]);
        Assert.Equal("g", all["group.id"]);
    }

    [Fact]
    public void What_the_user_gives_wins_over_what_can_be_tuned() =>
        Assert.Equal("1000", ConsumerProperties.For(With(("queued.max.messages.kbytes", "1000")))["queued.max.messages.kbytes"]);

    [Theory]
    [InlineData("enable.auto.commit", "true")]
    [InlineData("enable.auto.offset.store", "true")]
    [InlineData("enable.partition.eof", "false")]
    [InlineData("isolation.level", "read_uncommitted")]
    [InlineData("bootstrap.servers", "other:1")]
    [InlineData("metadata.broker.list", "other:1")]
    [InlineData("group.id", "other")]
    [InlineData("auto.offset.reset", "error")]
    [InlineData("dotnet.cancellation.delay.max.ms", "5")]
    [InlineData("no.such.property", "1")]
    [InlineData("fetch.wait.max.ms", "soon")]
    public void What_cannot_be_is_named_by_its_key(string key, string value)
    {
        var failure = Assert.Throws<UnrecoverableException>(() => ConsumerProperties.For(With((key, value))));
        Assert.Contains($"{key}: ", failure.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("enable.auto.commit", "false")]
    [InlineData("auto.offset.reset", "latest")]
    [InlineData("security.protocol", "SASL_SSL")]
    [InlineData("bootstrap.servers", "b:1")]
    public void What_is_right_has_no_fault(string key, string value) => Assert.NotEmpty(ConsumerProperties.For(With((key, value))));

    [Theory]
    [InlineData("consumer")]
    [InlineData("CONSUMER")]
    [InlineData("classic")]
    public void A_consumer_can_be_made_whatever_the_protocol_of_its_group(string protocol)
    {
        using var consumer = NativeConsumer.BuildQuiet<byte[], byte[]>(With(("group.protocol", protocol)));
        Assert.Empty(consumer.Assignment);
    }

    [Fact]
    public void The_reset_of_the_user_does_not_reach_librdkafka() =>
        Assert.Equal("error", ConsumerProperties.For(With(("auto.offset.reset", "latest")))["auto.offset.reset"]);

    [Fact]
    public void All_faults_come_at_once()
    {
        var failure = Assert.Throws<UnrecoverableException>(() => ConsumerProperties.For(With(("x.y", "1"), ("group.id", "other"))));
        Assert.Contains("x.y: ", failure.What, StringComparison.Ordinal);
        Assert.Contains("group.id: ", failure.What, StringComparison.Ordinal);
    }
}
