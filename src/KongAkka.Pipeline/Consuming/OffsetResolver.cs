using Confluent.Kafka;
using Confluent.Kafka.Admin;
using KongAkka.Pipeline.Consuming.Native;
using KongAkka.Pipeline.Consuming.Resolving;
using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.Consuming;

/// <summary>Finds the partitions of a topic and where a start begins and ends in each, idle ones too.</summary>
/// <param name="settings">The topic and the modes.</param>
/// <param name="logger">Where it is told what is waited for.</param>
/// <param name="time">The clock; the system's by default.</param>
public sealed class OffsetResolver(KafkaSettings settings, ILogger logger, TimeProvider? time = null)
{
    private static readonly TimeSpan TopicPoll = TimeSpan.FromSeconds(1);
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly PatientCall _call = new(settings, logger, time ?? TimeProvider.System);

    /// <summary>Why Kafka does not answer; null while no answer is waited for.</summary>
    public string? Trouble => _call.Trouble;

    /// <summary>What can be done about <see cref="Trouble"/>, a sentence; null where that is not known.</summary>
    public string? Remedy => _call.Remedy;

    /// <summary>
    /// The bounds of every partition at a first start, in the order of the partitions. Brokers that cannot be reached are tried until the call is cancelled.
    /// </summary>
    /// <param name="cancellation">Ends the trying.</param>
    /// <exception cref="UnrecoverableException">The topic is missing for longer than <see cref="KafkaSettings.TopicWait"/>, there is no offset to begin at,
    /// Kafka does not have it, a permission is missing, or a property is wrong.</exception>
    /// <exception cref="KafkaException">Another error of Kafka's.</exception>
    public Task<IReadOnlyList<PartitionBounds>> ResolveAsync(CancellationToken cancellation) => ResolveAsync(new Dictionary<int, long>(), cancellation);

    /// <summary>
    /// The bounds of every partition where a job goes on: from the next offset where it is known, whether Kafka still has it or not, and from the first offset
    /// where the partition was added since. The end is resolved anew.
    /// </summary>
    /// <param name="known">The next offset by partition, as the job's journal has it; empty for a first start.</param>
    /// <param name="cancellation">Ends the trying.</param>
    /// <exception cref="UnrecoverableException">As at a first start, or a known partition is gone or was cut short.</exception>
    /// <exception cref="KafkaException">Another error of Kafka's.</exception>
    public async Task<IReadOnlyList<PartitionBounds>> ResolveAsync(IReadOnlyDictionary<int, long> known, CancellationToken cancellation)
    {
        using var client = Connect();
        var isFirst = known.Count == 0;
        var partitions = await PartitionsAsync(client, cancellation).ConfigureAwait(false);
        BoundsRule.CheckPartitions(settings, partitions, isFirst);
        BoundsRule.CheckKnown(settings, partitions, known.Keys);
        var facts = await FactsAsync(client, partitions, isFirst, cancellation).ConfigureAwait(false);
        return [.. facts.Select(f => isFirst ? BoundsRule.Decide(settings, f) : BoundsRule.GoOn(settings, f, Of(known, f.Partition)))];
    }

    /// <summary>Which topic of which cluster it is; a missing topic is waited for.</summary>
    /// <param name="cancellation">Ends the trying.</param>
    /// <exception cref="UnrecoverableException">The topic is missing for longer than <see cref="KafkaSettings.TopicWait"/>, or may not be seen.</exception>
    /// <exception cref="KafkaException">Another error of Kafka's.</exception>
    public async Task<TopicIdentity> IdentityAsync(CancellationToken cancellation)
    {
        using var client = Connect();
        await PartitionsAsync(client, cancellation).ConfigureAwait(false);
        return await _call.AskAsync(client.IdentityAsync, cancellation).ConfigureAwait(false);
    }

    /// <summary>The offset behind the last record of partitions, those of open transactions included.</summary>
    /// <param name="partitions">The partitions.</param>
    /// <param name="cancellation">Ends the trying.</param>
    /// <exception cref="UnrecoverableException">A permission is missing, or a property is wrong.</exception>
    /// <exception cref="KafkaException">Another error of Kafka's.</exception>
    public async Task<IReadOnlyDictionary<int, long>> EndsAsync(IReadOnlyCollection<int> partitions, CancellationToken cancellation)
    {
        using var client = Connect();
        return await _call.AskAsync(() => client.OffsetsAsync(partitions, OffsetSpec.Latest(), IsolationLevel.ReadUncommitted), cancellation).ConfigureAwait(false);
    }

    /// <summary>The topic's partitions, in order; a missing topic is waited for.</summary>
    /// <param name="cancellation">Ends the trying.</param>
    /// <exception cref="UnrecoverableException">The topic is missing for longer than <see cref="KafkaSettings.TopicWait"/>, or may not be seen.</exception>
    public async Task<IReadOnlyList<int>> PartitionsAsync(CancellationToken cancellation)
    {
        using var client = Connect();
        return await PartitionsAsync(client, cancellation).ConfigureAwait(false);
    }

    /// <summary>What the brokers say of the topic and of this user's rights to it, a missing topic and one that may not be seen included; neither is waited for.</summary>
    /// <param name="cancellation">Ends the trying.</param>
    /// <exception cref="KafkaException">Another error of Kafka's.</exception>
    public async Task<DescribedTopic> DescribeAsync(CancellationToken cancellation)
    {
        using var client = Connect();
        return await _call.AskAsync(client.DescribeAsync, cancellation).ConfigureAwait(false);
    }

    private TopicClient Connect()
    {
        Librdkafka.EnsureUsable();
        return new TopicClient(settings, _call.Log);
    }

    private async Task<IReadOnlyList<int>> PartitionsAsync(TopicClient client, CancellationToken cancellation)
    {
        var missingSince = 0L;
        while (true)
        {
            if (await _call.AskAsync(client.PartitionsAsync, cancellation).ConfigureAwait(false) is { } partitions) return partitions;
            if (missingSince == 0)
            {
                missingSince = _time.GetTimestamp();
                logger.LogWarning("Topic {Topic} does not exist at {Brokers}; waiting {Wait} for it.", settings.Topic, settings.BootstrapServers, settings.TopicWait);
            }
            var left = settings.TopicWait - _time.GetElapsedTime(missingSince);
            if (left <= TimeSpan.Zero) throw Missing();
            await Task.Delay(left < TopicPoll ? left : TopicPoll, _time, cancellation).ConfigureAwait(false);
        }
    }

    private UnrecoverableException Missing() => settings.TopicWait > TimeSpan.Zero
        ? new(
            $"Topic {settings.Topic} does not exist at {settings.BootstrapServers}; it was waited for {settings.TopicWait.TotalSeconds:0.#} s.",
            "Create the topic, correct its name or the brokers, or raise topic-wait.")
        : new($"Topic {settings.Topic} does not exist at {settings.BootstrapServers}.", "Create the topic, or correct its name or the brokers.");

    private async Task<IReadOnlyList<PartitionFacts>> FactsAsync(
        TopicClient client, IReadOnlyList<int> partitions, bool isFirst, CancellationToken cancellation)
    {
        var low = await AskAsync(OffsetSpec.Earliest(), IsolationLevel.ReadUncommitted).ConfigureAwait(false);
        var stable = await AskAsync(OffsetSpec.Latest(), IsolationLevel.ReadCommitted).ConfigureAwait(false);
        var high = await AskAsync(OffsetSpec.Latest(), IsolationLevel.ReadUncommitted).ConfigureAwait(false);
        var group = isFirst && BoundsRule.NeedsGroup(settings)
            ? await _call.AskAsync(() => client.GroupCommitsAsync(partitions), cancellation).ConfigureAwait(false)
            : null;
        var atStart = isFirst && settings.Startup == StartupMode.Timestamp
            ? await AskAsync(OffsetSpec.ForTimestamp(settings.StartupTimestamp), IsolationLevel.ReadCommitted).ConfigureAwait(false)
            : null;
        var atEnd = settings.Bounded == BoundedMode.Timestamp
            ? await AskAsync(OffsetSpec.ForTimestamp(settings.BoundedTimestamp), IsolationLevel.ReadCommitted).ConfigureAwait(false)
            : null;
        return [.. partitions.Select(p => new PartitionFacts(p, low[p], stable[p], high[p])
        {
            Group = group is not null && group.TryGetValue(p, out var commit) ? commit.Next : null,
            AtStartupTime = Of(atStart, p),
            AtBoundedTime = Of(atEnd, p),
        })];

        Task<IReadOnlyDictionary<int, long>> AskAsync(OffsetSpec which, IsolationLevel isolation) =>
            _call.AskAsync(() => client.OffsetsAsync(partitions, which, isolation), cancellation);
    }

    private static long? Of(IReadOnlyDictionary<int, long>? offsets, int partition) => offsets is not null && offsets.TryGetValue(partition, out var offset) ? offset : null;
}
