using Confluent.Kafka;
using KongAkka.Pipeline.Consuming.Native;
using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>One consumer of librdkafka with partitions assigned by hand. Used by one thread, and closed by another; its callbacks come on that thread too, but for the log.</summary>
internal sealed class KafkaReader
{
    private readonly string _topic;
    private readonly string _commitMetadata;
    private readonly ILogger _logger;
    private readonly IConsumer<Ignore, Ignore> _consumer;
    private readonly Queue<Error> _errors = new();
    private readonly RepeatedTrouble _commitTrouble = new(TimeProvider.System);

    /// <summary>Makes the consumer, which reads nothing yet; connects in the background.</summary>
    /// <param name="settings">What to read.</param>
    /// <param name="logger">Where librdkafka's log goes.</param>
    /// <param name="commitMetadata">The text that goes with each commit.</param>
    public KafkaReader(KafkaSettings settings, ILogger logger, string commitMetadata = "")
    {
        _topic = settings.Topic;
        _commitMetadata = commitMetadata;
        _logger = logger;
        _consumer = NativeConsumer.Build(settings, builder => builder
            .SetErrorHandler((_, error) => _errors.Enqueue(error))
            .SetOffsetsCommittedHandler((_, committed) => Note(committed.Error))
            .SetLogHandler((_, line) => logger.LogDebug("librdkafka {Facility}: {Message}", line.Facility, line.Message)));
        Client = ClientHandle.Of(_consumer);
        Queue = NativeMethods.ConsumerQueue(Client);
    }

    /// <summary>The client's native handle.</summary>
    public nint Client { get; }

    /// <summary>The queue that the partitions' records and the client's events come by.</summary>
    public nint Queue { get; private set; }

    /// <summary>Whether it reads.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Begins to read.</summary>
    /// <param name="start">Where in each partition.</param>
    public void Begin(IEnumerable<PartitionPosition> start)
    {
        _consumer.Assign(start.Select(At));
        HasBegun = true;
    }

    /// <summary>Takes the oldest error of the client as a whole that was not yet taken.</summary>
    /// <param name="error">The error.</param>
    public bool TryTakeError(out Error? error) => _errors.TryDequeue(out error);

    /// <summary>Stops to read partitions.</summary>
    /// <param name="partitions">The partitions.</param>
    public void Unassign(IEnumerable<int> partitions) => _consumer.IncrementalUnassign(partitions.Select(p => new TopicPartition(_topic, p)));

    /// <summary>Reads a partition from another offset.</summary>
    /// <param name="position">The partition and the offset.</param>
    public void Move(PartitionPosition position)
    {
        Unassign([position.Partition]);
        _consumer.IncrementalAssign([At(position)]);
    }

    /// <summary>Asks the broker for the first offset of a partition and the one behind its last stable record; waits for the answer.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <exception cref="KafkaException">There is no answer.</exception>
    public (long Low, long End) QueryWatermarks(int partition, TimeSpan timeout)
    {
        var answer = _consumer.QueryWatermarkOffsets(new TopicPartition(_topic, partition), timeout);
        return (answer.Low.Value, answer.High.Value);
    }

    /// <summary>Asks a broker for the topic's id; waits for the answer.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <exception cref="KafkaException">There is no answer.</exception>
    public string TopicId(TimeSpan timeout) => NativeIdentity.TopicId(Client, _topic, timeout);

    /// <summary>The end of a partition as the last fetch told it; null before the first.</summary>
    /// <param name="partition">The partition.</param>
    public long? CachedEnd(int partition)
    {
        var high = _consumer.GetWatermarkOffsets(new TopicPartition(_topic, partition)).High;
        return high.IsSpecial ? null : high.Value;
    }

    /// <summary>Commits what is pending to the group and does not wait for the answer.</summary>
    /// <param name="pending">The positions that wait.</param>
    public void Commit(PendingCommit pending)
    {
        if (pending.Take() is { Count: > 0 } positions) Note(new Error(NativeGroup.Send(Client, _topic, positions, _commitMetadata)));
    }

    /// <summary>Ends the consumer. No message of it may be held any more.</summary>
    /// <param name="waitsForCommits">Whether what was sent to the group is waited for: not where no broker can be reached, since librdkafka would send it again for ever, nor where another consumer sends it.</param>
    public void Close(bool waitsForCommits)
    {
        if (Queue != 0) NativeMethods.DestroyQueue(Queue);
        Queue = 0;
        try
        {
            _consumer.Unassign();
            if (waitsForCommits) _consumer.Close();
        }
        catch (KafkaException e)
        {
            // As a consumer does that has failed for good; what is left of it goes below.
            _logger.LogDebug("Closing the consumer of {Topic}: {Reason}", _topic, e.Error.Reason);
        }
        finally
        {
            _consumer.Dispose();
        }
    }

    private TopicPartitionOffset At(PartitionPosition position) => new(_topic, position.Partition, position.Next);

    private void Note(Error error)
    {
        if (error.IsError && _commitTrouble.ShouldLog(error.Code))
            _logger.LogWarning("Committing offsets for lag monitors failed, the job goes on: {Reason}", error.Reason);
    }
}
