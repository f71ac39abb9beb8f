using Confluent.Kafka;
using Confluent.Kafka.Admin;
using KongAkka.Pipeline.Consuming.Native;

namespace KongAkka.Pipeline.Consuming.Resolving;

/// <summary>Asks a cluster about one topic and one group. Errors come as <see cref="KafkaException"/> with the first that matters.</summary>
internal sealed class TopicClient : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private readonly KafkaSettings _settings;
    private readonly IConsumer<Ignore, Ignore> _consumer;
    private readonly IAdminClient _admin;
    private Task _asked = Task.CompletedTask;

    /// <summary>Makes a client; connects in the background.</summary>
    /// <param name="settings">Names the brokers, the topic and the group.</param>
    /// <param name="trouble">Called with each error of the client as a whole, on threads of librdkafka's.</param>
    public TopicClient(KafkaSettings settings, Action<Error>? trouble = null)
    {
        _settings = settings;
        // A consumer, because a producer's or an admin client's questions would create the topic where brokers are set to do so.
        _consumer = NativeConsumer.Build(settings, builder => builder
            .SetErrorHandler((_, error) => trouble?.Invoke(error))
            .SetLogHandler((_, _) => { }));
        _admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
    }

    /// <summary>The topic's partitions; null when there is no such topic.</summary>
    public async Task<IReadOnlyList<int>?> PartitionsAsync()
    {
        // The call blocks until a broker answers: not on a thread of the pool.
        var metadata = await Tracked(Task.Factory.StartNew(
            () => _admin.GetMetadata(_settings.Topic, Timeout), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ConfigureAwait(false);
        var topic = metadata.Topics.Single(t => t.Topic == _settings.Topic);
        if (topic.Error.Code is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic) return null;
        Check(topic.Error);
        return topic.Partitions.Count == 0 ? null : [.. topic.Partitions.Select(p => p.PartitionId).Order()];
    }

    /// <summary>An offset of each partition.</summary>
    /// <param name="partitions">The partitions.</param>
    /// <param name="which">Which offset.</param>
    /// <param name="isolation">Whether the end is that of the stable records.</param>
    /// <returns>The offsets; a partition that has none is missing.</returns>
    public async Task<IReadOnlyDictionary<int, long>> OffsetsAsync(IReadOnlyCollection<int> partitions, OffsetSpec which, IsolationLevel isolation)
    {
        var asked = partitions.Select(p => new TopicPartitionOffsetSpec { TopicPartition = new TopicPartition(_settings.Topic, p), OffsetSpec = which });
        try
        {
            var options = new ListOffsetsOptions { RequestTimeout = Timeout, IsolationLevel = isolation };
            var answer = await Tracked(_admin.ListOffsetsAsync(asked, options)).ConfigureAwait(false);
            var offsets = answer.ResultInfos.ConvertAll(r => r.TopicPartitionOffsetError);
            CheckAll(partitions, offsets);
            return Found(offsets);
        }
        catch (ListOffsetsException e)
        {
            Check(e.Result.ResultInfos.Select(r => r.TopicPartitionOffsetError.Error).FirstOrDefault(error => error.IsError) ?? e.Error);
            throw;
        }
    }

    /// <summary>The group's offset of each partition.</summary>
    /// <param name="partitions">The partitions.</param>
    /// <returns>The offsets; a partition that has none is missing.</returns>
    public async Task<IReadOnlyDictionary<int, long>> GroupOffsetsAsync(IEnumerable<int> partitions)
    {
        var asked = new ConsumerGroupTopicPartitions(_settings.GroupId, [.. partitions.Select(p => new TopicPartition(_settings.Topic, p))]);
        try
        {
            var options = new ListConsumerGroupOffsetsOptions { RequestTimeout = Timeout, RequireStableOffsets = true };
            var answer = await Tracked(_admin.ListConsumerGroupOffsetsAsync([asked], options)).ConfigureAwait(false);
            return Found(answer.Single().Partitions);
        }
        catch (ListConsumerGroupOffsetsException e)
        {
            Check(e.Results.SelectMany(r => r.Partitions.Select(p => p.Error).Prepend(r.Error)).FirstOrDefault(error => error.IsError) ?? e.Error);
            throw;
        }
    }

    /// <summary>Writes the group's offsets.</summary>
    /// <param name="positions">The next offset of each partition.</param>
    public async Task WriteGroupOffsetsAsync(IEnumerable<PartitionPosition> positions)
    {
        var offsets = positions.Select(p => new TopicPartitionOffset(_settings.Topic, p.Partition, p.Next));
        try
        {
            var options = new AlterConsumerGroupOffsetsOptions { RequestTimeout = Timeout };
            await Tracked(_admin.AlterConsumerGroupOffsetsAsync([new ConsumerGroupTopicPartitionOffsets(_settings.GroupId, [.. offsets])], options)).ConfigureAwait(false);
        }
        catch (AlterConsumerGroupOffsetsException e)
        {
            Check(e.Results.SelectMany(r => r.Partitions.Select(p => p.Error).Prepend(r.Error)).FirstOrDefault(error => error.IsError) ?? e.Error);
            throw;
        }
    }

    /// <summary>Ends the client, once the questions are answered that nobody waits for any more: librdkafka still works on them.</summary>
    public void Dispose() => _asked.ContinueWith(_ => End(), CancellationToken.None, TaskContinuationOptions.LongRunning, TaskScheduler.Default);

    private void End()
    {
        _admin.Dispose();
        _consumer.Dispose();
    }

    // One question at a time: the next comes after the answer, or never.
    private async Task<T> Tracked<T>(Task<T> question)
    {
        _asked = question;
        return await question.ConfigureAwait(false);
    }

    private static Dictionary<int, long> Found(IEnumerable<TopicPartitionOffsetError> offsets) =>
        offsets.Where(o => !o.Offset.IsSpecial).ToDictionary(o => o.Partition.Value, o => o.Offset.Value);

    // A partition whose leader went away while it was asked is missing in an answer that is no error.
    private static void CheckAll(IReadOnlyCollection<int> asked, IEnumerable<TopicPartitionOffsetError> answered)
    {
        if (asked.Except(answered.Where(a => a.Offset != Offset.Unset).Select(a => a.Partition.Value)).Any())
            throw new KafkaException(new Error(ErrorCode.Local_NoEnt, "not every partition's leader answered"));
    }

    private static void Check(Error error)
    {
        if (error.IsError) throw new KafkaException(error);
    }
}
