using System.Text;
using Confluent.Kafka;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.Rejects.Kafka;
using KongAkka.Sandbox.Kafka;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.Rejects;

public sealed class RejectProducerTests : IDisposable
{
    private const string Job = "j";
    private const string Name = "rejects";
    private readonly EmbeddedKafka _kafka = EmbeddedKafka.Start();
    private readonly LogLines _log = new();

    [Fact]
    public async Task A_record_is_read_as_it_was_written()
    {
        _kafka.CreateTopic(Name, 3);
        using var writer = Writer();
        var record = Record(42) with { Value = new byte[] { 0, 0xff }, Timestamp = -1, Detail = "ü" };
        writer.Write([record, Record(43) with { Value = default }]);
        await writer.FlushAsync(default);
        var records = await ReadAsync();
        Assert.Equal([record.Origin, Record(43).Origin], records.Select(r => r.Origin).OrderBy(o => o.Offset));
        var read = records.Single(r => r.Offset == 42);
        Assert.Equal((record.Reason, record.Detail, record.Timestamp, record.RejectedAt), (read.Reason, read.Detail, read.Timestamp, read.RejectedAt));
        Assert.Equal(record.Value.ToArray(), read.Value.ToArray());
    }

    [Fact]
    public async Task Key_value_and_headers_have_the_documented_form()
    {
        _kafka.CreateTopic(Name);
        using var writer = Writer();
        writer.Write([Record(42)]);
        await writer.FlushAsync(default);
        var message = Assert.Single(Messages(1));
        Assert.Equal(("logs-0-42", "v42"), (Encoding.UTF8.GetString(message.Key), Encoding.UTF8.GetString(message.Value)));
        Assert.Equal(
            ["kongakka.job=j", "kongakka.reason=response-time", "kongakka.detail=no number", "kongakka.topic=logs", "kongakka.partition=0", "kongakka.offset=42", "kongakka.timestamp=1700000000000", "kongakka.rejected-at=2026-01-31T23:59:59.0000000Z"],
            message.Headers.Select(h => $"{h.Key}={Encoding.UTF8.GetString(h.GetValueBytes())}"));
    }

    [Fact]
    public async Task What_is_no_reject_or_another_jobs_is_left_out()
    {
        _kafka.CreateTopic(Name);
        using var writer = Writer();
        using var other = new RejectProducer(Topic(), "other", _log);
        other.Write([Record(1)]);
        await other.FlushAsync(default);
        using var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = _kafka.BootstrapServers }).Build();
        await producer.ProduceAsync(Name, new Message<Null, string> { Value = "stranger" });
        writer.Write([Record(2)]);
        await writer.FlushAsync(default);
        var broken = new List<BrokenReject>();
        Assert.Equal(2, Assert.Single(await ReadAsync(broken.Add)).Offset);
        Assert.Equal(("rejects-0", 1), (Assert.Single(broken).Place, broken[0].Number));
    }

    [Fact]
    public async Task A_missing_topic_is_named_and_its_records_are_delivered_once_it_is_there()
    {
        _kafka.CreateTopic(Name);
        _kafka.SetTopicError(Name, ErrorCode.UnknownTopicOrPart);
        using var writer = Writer();
        var missing = await RefusedAsync(writer, Record(1));
        Assert.StartsWith($"Topic rejects at {_kafka.BootstrapServers} does not take the rejected records:", missing.Message, StringComparison.Ordinal);
        Assert.EndsWith("Create the topic, or correct rejects.topic. Until then the job waits.", missing.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RejectException>(async () => await writer.FlushAsync(default));

        _kafka.SetTopicError(Name, ErrorCode.NoError);
        await Eventually.TrueAsync(() => Flushing.Succeeds(writer), _log.ToString);
        Assert.Equal(1, Assert.Single(await ReadAsync()).Offset);
    }

    [Theory]
    [InlineData(ErrorCode.MsgSizeTooLarge, "Raise max.message.bytes of the topic")]
    [InlineData(ErrorCode.TopicAuthorizationFailed, "Allow this user to Write and Describe the topic.")]
    [InlineData(ErrorCode.PolicyViolation, "Loosen the topic's policy")]
    public async Task A_refused_record_is_told_to_every_flush_until_it_is_delivered(ErrorCode error, string remedy)
    {
        _kafka.CreateTopic(Name);
        using var writer = Writer();
        // Twice: to the first sending and to the one of the next flush.
        _kafka.FailNext(KafkaApi.Produce, error, error);
        Assert.Contains(remedy, (await RefusedAsync(writer, Record(1))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RejectException>(async () => await writer.FlushAsync(default));
        await Eventually.TrueAsync(() => Flushing.Succeeds(writer), _log.ToString);
        Assert.Equal(1, Assert.Single(await ReadAsync()).Offset);
    }

    [Fact]
    public async Task Behind_a_refused_record_no_further_one_is_taken_until_it_is_sent_again()
    {
        _kafka.CreateTopic(Name);
        using var writer = Writer();
        _kafka.FailNext(KafkaApi.Produce, ErrorCode.TopicAuthorizationFailed);
        await RefusedAsync(writer, Record(1));
        Assert.Throws<RejectException>(() => writer.Write([Record(2)]));
        await Eventually.TrueAsync(() => Flushing.Succeeds(writer), _log.ToString);
        writer.Write([Record(2)]);
        await writer.FlushAsync(default);
        Assert.Equal([1L, 2L], (await ReadAsync()).Select(r => r.Offset));
    }

    [Fact]
    public async Task An_unknown_refusal_ends_the_job()
    {
        _kafka.CreateTopic(Name);
        using var writer = Writer();
        _kafka.FailNext(KafkaApi.Produce, ErrorCode.UnsupportedForMessageFormat);
        writer.Write([Record(1)]);
        await Assert.ThrowsAsync<UnrecoverableException>(async () => await writer.FlushAsync(default));
    }

    [Fact]
    public async Task Brokers_that_are_away_for_a_while_are_waited_out()
    {
        _kafka.CreateTopic(Name);
        using var writer = Writer();
        writer.Write([Record(1)]);
        await writer.FlushAsync(default);
        _kafka.TakeDown();
        writer.Write([Record(2)]);
        var flush = writer.FlushAsync(default).AsTask();
        // Long enough for the producer to lose its connection; the test holds when it does not.
        await Task.Delay(300);
        _kafka.BringUp();
        await flush;
        Assert.Equal([1L, 2L], (await ReadAsync()).Select(r => r.Offset));
    }

    [Fact]
    public async Task A_flush_can_be_given_up()
    {
        _kafka.CreateTopic(Name);
        using var writer = Writer();
        _kafka.TakeDown();
        writer.Write([Record(1)]);
        using var given = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await writer.FlushAsync(given.Token));
    }

    [Fact]
    public async Task A_producer_that_cannot_go_on_is_followed_by_a_new_one()
    {
        _kafka.CreateTopic(Name);
        using var writer = Writer();
        // An idempotent producer without the permission is lost for good.
        _kafka.FailNext(KafkaApi.InitProducerId, ErrorCode.ClusterAuthorizationFailed);
        var lost = await RefusedAsync(writer, Record(1));
        Assert.Contains("IdempotentWrite", lost.Message, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => Flushing.Succeeds(writer), _log.ToString);
        Assert.Equal(1, Assert.Single(await ReadAsync()).Offset);
    }

    [Fact]
    public async Task Many_may_write_and_flush_at_the_same_time()
    {
        const int Writers = 4, Batches = 50;
        _kafka.CreateTopic(Name, 2);
        using var writer = Writer();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(partition => Task.Run(async () =>
        {
            for (var batch = 0; batch < Batches; batch++)
            {
                writer.Write([Record(2 * batch, partition), Record((2 * batch) + 1, partition)]);
                if (batch % 10 == 0) await writer.FlushAsync(default);
            }
        })));
        await writer.FlushAsync(default);
        var origins = (await ReadAsync()).ConvertAll(r => r.Origin);
        Assert.Equal(Writers * Batches * 2, origins.Distinct().Count());
        Assert.Equal(Writers * Batches * 2, origins.Count);
    }

    [Fact]
    public void A_wrong_property_ends_the_job() => Assert.Contains(
        "linger.mss",
        Assert.Throws<UnrecoverableException>(() => new RejectProducer(Topic() with { Properties = new Dictionary<string, string> { ["linger.mss"] = "1" } }, Job, _log)).Message,
        StringComparison.Ordinal);

    public void Dispose() => _kafka.Dispose();

    private static RejectedRecord Record(long offset, int partition = 0) =>
        new("response-time", "no number", "logs", partition, offset, 1_700_000_000_000, Encoding.UTF8.GetBytes($"v{offset}")) { RejectedAt = new DateTimeOffset(2026, 1, 31, 23, 59, 59, TimeSpan.Zero) };

    private RejectTopic Topic() => new()
    {
        BootstrapServers = _kafka.BootstrapServers,
        Name = Name,
        Properties = new Dictionary<string, string> { ["topic.metadata.propagation.max.ms"] = "200", ["reconnect.backoff.max.ms"] = "200", ["message.timeout.ms"] = "20000" },
    };

    private RejectProducer Writer() => new(Topic(), Job, _log);

    private static async Task<RejectException> RefusedAsync(RejectProducer writer, RejectedRecord record) => await Assert.ThrowsAsync<RejectException>(async () =>
    {
        writer.Write([record]);
        await writer.FlushAsync(default);
    });

    private async Task<List<RejectedRecord>> ReadAsync(Action<BrokenReject>? onBroken = null)
    {
        var records = new List<RejectedRecord>();
        await foreach (var record in new RejectTopicReader(Topic(), Job).ReadAsync(onBroken ?? (b => Assert.Fail(b.ToString())))) records.Add(record);
        return records;
    }

    private List<Message<byte[], byte[]>> Messages(int count)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig { BootstrapServers = _kafka.BootstrapServers, GroupId = "test" }).Build();
        consumer.Assign(new TopicPartitionOffset(Name, 0, Offset.Beginning));
        return [.. Enumerable.Range(0, count).Select(_ => consumer.Consume(Eventually.Patience).Message)];
    }
}
