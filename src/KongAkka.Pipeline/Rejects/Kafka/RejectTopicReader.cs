using System.Runtime.CompilerServices;
using Confluent.Kafka;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Native;
using KongAkka.Pipeline.Consuming.Polling;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.Pipeline.Rejects.Kafka;

/// <summary>Reads the rejected records of a job from a topic: from its first offset to what is its end at the time of the call. Joins no consumer group.</summary>
/// <param name="topic">The topic.</param>
/// <param name="job">The job's name; what other jobs wrote is passed over.</param>
public sealed class RejectTopicReader(RejectTopic topic, string job) : RejectReader
{
    private const string WayRemedy = "Check rejects.bootstrap-servers and the login in rejects.properties, and that the way there is open.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly KafkaSettings _settings = topic.Reading;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<RejectedRecord> ReadAsync(
        Action<BrokenReject> onBroken, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var consumer = NativeConsumer.BuildQuiet<byte[], byte[]>(_settings);
        // One partition after the other: each in its order, and no more than one queue in memory.
        foreach (var partition in await ResolveAsync(cancellation).ConfigureAwait(false))
        {
            consumer.Assign(new TopicPartitionOffset(topic.Name, partition.Partition, partition.Start));
            await foreach (var record in ReadAsync(consumer, partition, onBroken, cancellation).ConfigureAwait(false)) yield return record;
        }
    }

    private async Task<IReadOnlyList<PartitionBounds>> ResolveAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var resolver = new OffsetResolver(_settings, NullLogger.Instance);
        try
        {
            var bounds = await resolver.ResolveAsync(limit.Token).ConfigureAwait(false);
            return [.. bounds.Where(b => b.Start < b.End)];
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw resolver.Trouble is { } trouble ? new UnrecoverableException($"{trouble}.", resolver.Remedy ?? WayRemedy) : NoAnswer();
        }
    }

    private async IAsyncEnumerable<RejectedRecord> ReadAsync(
        IConsumer<byte[], byte[]> consumer, PartitionBounds bounds, Action<BrokenReject> onBroken, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            // The call blocks until a record comes.
            var result = await Task.Run(() => Consume(consumer), cancellation).ConfigureAwait(false);
            // The last offsets may hold no record: then the end of the partition is told.
            if (result.IsPartitionEOF || result.Offset >= bounds.End) break;
            if (RejectHeaders.JobOf(result.Message) is { } writer && writer != job) continue;
            if (RejectHeaders.TryRead(result.Message, out var record)) yield return record;
            else onBroken(new BrokenReject($"{topic.Name}-{bounds.Partition}", result.Offset, "The message is no rejected record."));
        }
    }

    private ConsumeResult<byte[], byte[]> Consume(IConsumer<byte[], byte[]> consumer)
    {
        while (true)
        {
            try
            {
                return consumer.Consume(Patience) ?? throw NoAnswer();
            }
            catch (ConsumeException e) when (ConsumerErrors.React(e.Error.Code) is ErrorReaction.Retried or ErrorReaction.Unreachable)
            {
                // librdkafka goes on by itself.
            }
            catch (ConsumeException e) when (e.Error.Code == ErrorCode.GroupAuthorizationFailed)
            {
                // No group is joined, whatever the rights to it.
            }
            catch (ConsumeException e)
            {
                throw ConsumerErrors.ToException(e.Error, _settings);
            }
        }
    }

    private UnrecoverableException NoAnswer() => new(
        $"Topic {topic} did not answer within {Patience.TotalSeconds} s.", WayRemedy);
}
