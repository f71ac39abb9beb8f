using System.Security.Cryptography;
using System.Text;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;
using KongAkka.Jobs.Savepoints;
using KongAkka.Parsing;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.StarRocks.Checking;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Supervision;

/// <summary>Looks at both ends of a job: the sink's table, and the topic.</summary>
/// <param name="spec">The job.</param>
/// <param name="logger">The log.</param>
internal sealed class JobPreparing(JobSpec spec, ILogger logger)
{
    private readonly OffsetResolver _resolver = new(spec.Source, logger);
    private Task _rejects = Task.CompletedTask;

    /// <summary>The rule and its columns as one text, by which a change of them shows.</summary>
    public string RuleHash { get; } = Hash(spec.Rule);

    /// <summary>Why Kafka does not answer; null while no answer is waited for.</summary>
    public string? Trouble => _resolver.Trouble;

    /// <summary>Looks; waits out passing trouble.</summary>
    /// <param name="sink">Where loads go.</param>
    /// <param name="savepoint">The savepoint that is to be restored; null when none is.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async Task<Preparation> LookAsync(ISink sink, string? savepoint, CancellationToken cancellation)
    {
        var restore = savepoint is null ? null : RestorePoint.Read(savepoint);
        // Not waited for: a job may read for weeks before it rejects a record.
        if (_rejects.IsCompleted) _rejects = RejectPlaces.WarnAsync(spec.Rejects, logger, cancellation);
        var table = sink.OpenAsync(Rules.Create(spec.Rule).Schema, cancellation);
        var identity = await _resolver.IdentityAsync(cancellation).ConfigureAwait(false);
        var partitions = await _resolver.PartitionsAsync(cancellation).ConfigureAwait(false);
        WarnOf(partitions.Count);
        var group = await GroupOffsets.ReadAsync(spec.Source, [.. partitions], cancellation).ConfigureAwait(false);
        return new Preparation(Ends(spec, identity), await table.ConfigureAwait(false), partitions, group) { Restore = restore };
    }

    /// <summary>From where to where each partition is read.</summary>
    /// <param name="known">The positions that are known; empty for a first start.</param>
    /// <param name="cancellation">Gives it up.</param>
    public Task<IReadOnlyList<PartitionBounds>> ResolveAsync(IReadOnlyDictionary<int, long> known, CancellationToken cancellation) => _resolver.ResolveAsync(known, cancellation);

    /// <summary>From where to where each partition is read after a restore.</summary>
    /// <param name="positions">Those of the savepoint.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="SavepointException">Kafka has not come as far.</exception>
    public Task<IReadOnlyList<PartitionBounds>> ResolveRestoredAsync(IReadOnlyDictionary<int, long> positions, CancellationToken cancellation) =>
        ResolveRestoredAsync(_resolver, spec.Source.Topic, positions, cancellation);

    /// <summary>From where to where each partition is read after a restore.</summary>
    /// <param name="resolver">Asks Kafka.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="positions">Those of the savepoint.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="SavepointException">Kafka has not come as far.</exception>
    public static async Task<IReadOnlyList<PartitionBounds>> ResolveRestoredAsync(OffsetResolver resolver, string topic, IReadOnlyDictionary<int, long> positions, CancellationToken cancellation)
    {
        RestoreRule.CheckEnds(topic, positions, await resolver.EndsAsync([.. positions.Keys], cancellation).ConfigureAwait(false));
        return await resolver.ResolveAsync(positions, cancellation).ConfigureAwait(false);
    }

    /// <summary>What a job reads and fills now.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="identity">What Kafka says of its topic.</param>
    public static EndsIdentified Ends(JobSpec spec, TopicIdentity identity) =>
        new(identity.ClusterId, spec.Source.Topic, identity.TopicId, spec.Sink.Target, Hash(spec.Rule), DateTimeOffset.UtcNow);

    /// <summary>What the consumer group has.</summary>
    /// <param name="partitions">The partitions.</param>
    /// <param name="cancellation">Gives it up.</param>
    public Task<IReadOnlyDictionary<int, GroupCommit>> GroupAsync(IReadOnlyCollection<int> partitions, CancellationToken cancellation) => GroupOffsets.ReadAsync(spec.Source, partitions, cancellation);

    /// <summary>Waits until the topic has more partitions than are known.</summary>
    /// <param name="known">Those that are known.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<IReadOnlyList<int>> WaitForNewPartitionsAsync(IReadOnlyCollection<int> known, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await new PartitionDiscovery(spec.Source, logger).WaitForNewAsync(known, cancellation).ConfigureAwait(false);
            }
            catch (UnrecoverableException e)
            {
                // It ends the job where it concerns what is read; here it may pass.
                logger.LogWarning("whether the topic has new partitions cannot be told, it is asked again: {Cause}", e.Message);
            }
        }
    }

    private void WarnOf(int partitions)
    {
        if (partitions < spec.Parallelism)
        {
            logger.LogWarning(
                "{Idle} of {Parallelism} subtasks have nothing to read: topic {Topic} has {Partitions} partitions. Lower parallelism, or add partitions.",
                spec.Parallelism - partitions,
                spec.Parallelism,
                spec.Source.Topic,
                partitions);
        }

        if (spec.Sink.StarRocks is not { } table) return;
        var life = LabelLimits.Unknown.Life(table.Labels, spec.Batch.MaxAge, spec.Parallelism);
        if (LabelLimits.Judge(life, table.Labels, "sink.starrocks", spec.RestartStrategy.Max) is { } finding) logger.LogWarning("{What} {Remedy}", finding.What, finding.Remedy);
    }

    private static string Hash(string rule)
    {
        var columns = Rules.Create(rule).Schema.Columns.Select(column => $"{column.Name}:{column.Type}:{column.MaxBytes}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{rule} {string.Join(' ', columns)}")).AsSpan(0, 8));
    }
}
