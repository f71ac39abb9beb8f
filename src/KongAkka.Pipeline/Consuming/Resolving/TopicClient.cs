using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using KongAkka.Pipeline.Consuming.Native;
using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.Pipeline.Consuming.Resolving;

/// <summary>Asks a cluster about one topic and one group. Errors come as <see cref="KafkaException"/> with the first that matters.</summary>
/// <param name="settings">Names the brokers, the topic and the group.</param>
/// <param name="trouble">Called with what keeps the client from every broker, on threads of librdkafka's.</param>
internal sealed class TopicClient(KafkaSettings settings, Action<Error>? trouble = null) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RightsTimeout = TimeSpan.FromSeconds(5);
    private readonly ClusterConnection _cluster = new(settings, trouble);

    /// <summary>The topic's partitions; null when there is no such topic.</summary>
    public async Task<IReadOnlyList<int>?> PartitionsAsync()
    {
        var topic = await MetadataAsync().ConfigureAwait(false);
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
        var asked = partitions.Select(p => new TopicPartitionOffsetSpec { TopicPartition = new TopicPartition(settings.Topic, p), OffsetSpec = which });
        try
        {
            var options = new ListOffsetsOptions { RequestTimeout = Timeout, IsolationLevel = isolation };
            var answer = await _cluster.AskAsync(admin => admin.ListOffsetsAsync(asked, options)).ConfigureAwait(false);
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

    /// <summary>How long the topic keeps records; null when for ever, or when the broker does not tell.</summary>
    public async Task<TimeSpan?> RetentionAsync()
    {
        const string Key = "retention.ms";
        try
        {
            var topic = new ConfigResource { Type = ResourceType.Topic, Name = settings.Topic };
            var answer = await _cluster.AskAsync(admin => admin.DescribeConfigsAsync([topic], new DescribeConfigsOptions { RequestTimeout = Timeout })).ConfigureAwait(false);
            return answer[0].Entries.TryGetValue(Key, out var entry) && long.TryParse(entry.Value, CultureInfo.InvariantCulture, out var millis) && millis >= 0
                ? TimeSpan.FromMilliseconds(Math.Min(millis, TimeSpan.MaxValue.TotalMilliseconds / 2))
                : null;
        }
        catch (KafkaException)
        {
            // A permission that a reader does not need, or a broker that does not know the question.
            return null;
        }
    }

    /// <summary>What the brokers say of the topic and of this user's rights to it.</summary>
    public async Task<DescribedTopic> DescribeAsync()
    {
        var topic = await MetadataAsync().ConfigureAwait(false);
        if (!topic.Error.IsError) return new DescribedTopic(topic.Error, topic.Partitions.Count, await RightsAsync().ConfigureAwait(false));
        return ConsumerErrors.React(topic.Error.Code) == ErrorReaction.FailJob ? new DescribedTopic(topic.Error, 0, null) : throw new KafkaException(topic.Error);
    }

    /// <summary>The group's commit of each partition.</summary>
    /// <param name="partitions">The partitions.</param>
    /// <returns>The commits; a partition that has none is missing.</returns>
    public async Task<IReadOnlyDictionary<int, GroupCommit>> GroupCommitsAsync(IReadOnlyCollection<int> partitions)
    {
        try
        {
            return await _cluster.AskBlockingAsync((_, client) => NativeGroup.Read(client, settings.Topic, partitions, Timeout)).ConfigureAwait(false);
        }
        catch (KafkaException) when (_cluster.Refusal is { } refusal)
        {
            throw new KafkaException(refusal);
        }
    }

    /// <summary>Writes the group's commits.</summary>
    /// <param name="positions">The next offset of each partition.</param>
    /// <param name="metadata">The text that goes with them.</param>
    public Task WriteGroupCommitsAsync(IReadOnlyCollection<PartitionPosition> positions, string metadata) => _cluster.AskBlockingAsync((_, client) =>
    {
        NativeGroup.Commit(client, settings.Topic, positions, metadata, Timeout);
        return true;
    });

    /// <summary>Which topic of which cluster it is.</summary>
    public Task<TopicIdentity> IdentityAsync() => _cluster.AskBlockingAsync((_, client) =>
        new TopicIdentity(NativeIdentity.ClusterId(client, Timeout), NativeIdentity.TopicId(client, settings.Topic, Timeout)));

    /// <summary>Ends the client, once the question is answered that nobody waits for any more.</summary>
    public void Dispose() => _cluster.Dispose();

    private async Task<TopicMetadata> MetadataAsync()
    {
        var metadata = await _cluster.AskBlockingAsync((admin, _) => admin.GetMetadata(settings.Topic, Timeout)).ConfigureAwait(false);
        return metadata.Topics.Single(t => t.Topic == settings.Topic);
    }

    private async Task<IReadOnlyCollection<AclOperation>?> RightsAsync()
    {
        try
        {
            var options = new DescribeTopicsOptions { RequestTimeout = RightsTimeout, IncludeAuthorizedOperations = true };
            var answer = await _cluster.AskAsync(admin => admin.DescribeTopicsAsync(TopicCollection.OfTopicNames([settings.Topic]), options)).ConfigureAwait(false);
            return answer.TopicDescriptions.Single().AuthorizedOperations;
        }
        catch (KafkaException e) when (e.Error.Code is ErrorCode.UnsupportedVersion or ErrorCode.Local_UnsupportedFeature or ErrorCode.Local_TimedOut)
        {
            // Brokers that do not know the question, or of which none is named as the controller, whom librdkafka asks.
            return null;
        }
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
