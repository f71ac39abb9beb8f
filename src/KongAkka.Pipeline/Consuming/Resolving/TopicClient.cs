using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using KongAkka.Pipeline.Consuming.Native;
using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.Pipeline.Consuming.Resolving;

/// <summary>Asks a cluster about one topic and one group. Errors come as <see cref="KafkaException"/> with the first that matters.</summary>
internal sealed class TopicClient : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private readonly KafkaSettings _settings;
    private readonly Action<Error>? _trouble;
    private readonly ClientFiles _files;
    private IConsumer<Ignore, Ignore> _consumer;
    private IAdminClient _admin;
    private Task _asked = Task.CompletedTask;

    /// <summary>Makes a client; connects in the background.</summary>
    /// <param name="settings">Names the brokers, the topic and the group.</param>
    /// <param name="trouble">Called with what keeps the client from every broker, on threads of librdkafka's.</param>
    public TopicClient(KafkaSettings settings, Action<Error>? trouble = null)
    {
        _settings = settings;
        _trouble = trouble;
        _files = new ClientFiles(settings.Properties, TimeProvider.System);
        (_consumer, _admin) = Connect();
    }

    /// <summary>The topic's partitions; null when there is no such topic.</summary>
    public async Task<IReadOnlyList<int>?> PartitionsAsync()
    {
        var metadata = await Tracked(() => OnThread(() => _admin.GetMetadata(_settings.Topic, Timeout))).ConfigureAwait(false);
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
            var answer = await Tracked(() => _admin.ListOffsetsAsync(asked, options)).ConfigureAwait(false);
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
            var topic = new ConfigResource { Type = ResourceType.Topic, Name = _settings.Topic };
            var answer = await Tracked(() => _admin.DescribeConfigsAsync([topic], new DescribeConfigsOptions { RequestTimeout = Timeout })).ConfigureAwait(false);
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

    /// <summary>What this user may do with the topic; null when the broker does not tell.</summary>
    public async Task<IReadOnlyCollection<AclOperation>?> RightsAsync()
    {
        try
        {
            var options = new DescribeTopicsOptions { RequestTimeout = Timeout, IncludeAuthorizedOperations = true };
            var answer = await Tracked(() => _admin.DescribeTopicsAsync(TopicCollection.OfTopicNames([_settings.Topic]), options)).ConfigureAwait(false);
            return answer.TopicDescriptions.Single().AuthorizedOperations;
        }
        catch (DescribeTopicsException e)
        {
            Check(e.Results.TopicDescriptions.Select(t => t.Error).FirstOrDefault(error => error.IsError) ?? e.Error);
            throw;
        }
        catch (KafkaException e) when (e.Error.Code is ErrorCode.UnsupportedVersion or ErrorCode.Local_UnsupportedFeature)
        {
            return null;
        }
    }

    /// <summary>The group's commit of each partition.</summary>
    /// <param name="partitions">The partitions.</param>
    /// <returns>The commits; a partition that has none is missing.</returns>
    public Task<IReadOnlyDictionary<int, GroupCommit>> GroupCommitsAsync(IReadOnlyCollection<int> partitions) =>
        Tracked(() => OnThread(() => ReadGroup(partitions)));

    /// <summary>Writes the group's commits.</summary>
    /// <param name="positions">The next offset of each partition.</param>
    /// <param name="metadata">The text that goes with them.</param>
    public Task WriteGroupCommitsAsync(IReadOnlyCollection<PartitionPosition> positions, string metadata) => Tracked(() => OnThread(() =>
    {
        NativeGroup.Commit(Client, _settings.Topic, positions, metadata, Timeout);
        return true;
    }));

    /// <summary>Which topic of which cluster it is.</summary>
    public Task<TopicIdentity> IdentityAsync() => Tracked(() => OnThread(() =>
        new TopicIdentity(NativeIdentity.ClusterId(Client, Timeout), NativeIdentity.TopicId(Client, _settings.Topic, Timeout))));

    /// <summary>Ends the client, once the questions are answered that nobody waits for any more: librdkafka still works on them.</summary>
    public void Dispose()
    {
        var (consumer, admin) = (_consumer, _admin);
        _asked.ContinueWith(
            _ =>
            {
                admin.Dispose();
                consumer.Dispose();
            },
            CancellationToken.None,
            TaskContinuationOptions.LongRunning,
            TaskScheduler.Default);
    }

    private nint Client => ClientHandle.Of(_consumer);

    // These calls block until a broker answers: not on a thread of the pool.
    private static Task<T> OnThread<T>(Func<T> call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // Who may not read the group is told so only where records are taken; the question itself just gets no answer.
    private IReadOnlyDictionary<int, GroupCommit> ReadGroup(IReadOnlyCollection<int> partitions)
    {
        try
        {
            return NativeGroup.Read(Client, _settings.Topic, partitions, Timeout);
        }
        catch (KafkaException) when (Hear() is { Code: ErrorCode.GroupAuthorizationFailed } refusal)
        {
            throw new KafkaException(refusal);
        }
    }

    /// <summary>Lets librdkafka say what it kept for one who takes records: an error of the group is returned, all else comes by the log.</summary>
    private Error? Hear()
    {
        try
        {
            while (_consumer.Consume(TimeSpan.Zero) is not null)
            {
                // Nothing is assigned: what comes are errors.
            }

            return null;
        }
        catch (ConsumeException e)
        {
            return e.Error;
        }
    }

    // A consumer, because a producer's or an admin client's questions would create the topic where brokers are set to do so.
    private (IConsumer<Ignore, Ignore>, IAdminClient) Connect()
    {
        var consumer = NativeConsumer.Build(_settings, builder => builder.SetLogHandler((_, line) => Tell(line, _trouble)));
        return (consumer, new DependentAdminClientBuilder(consumer.Handle).Build());
    }

    // Whoever waits for an answer because of a certificate gets it once the file is replaced.
    private void Renew()
    {
        try
        {
            var renewed = Connect();
            Dispose();
            (_consumer, _admin) = renewed;
        }
        catch (Exception e) when (e is UnrecoverableException or KafkaException)
        {
            _trouble?.Invoke(new Error(ErrorCode.Local_Ssl, e.Message));
        }
    }

    // One question at a time: the next comes after the answer, or never.
    private async Task<T> Tracked<T>(Func<Task<T>> ask)
    {
        if (_files.WereReplaced()) Renew();
        var question = ask();
        _asked = question;
        try
        {
            return await question.ConfigureAwait(false);
        }
        catch (KafkaException)
        {
            Hear();
            throw;
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

    // Errors are told to one alone who takes records, and nobody does: the log has them too, without their code.
    private static void Tell(LogMessage line, Action<Error>? trouble)
    {
        if (line.Facility is "FAIL" or "ERROR" && ConsumerErrors.CauseIn(line.Message) is { } cause) trouble?.Invoke(cause);
    }

    private static void Check(Error error)
    {
        if (error.IsError) throw new KafkaException(error);
    }
}
