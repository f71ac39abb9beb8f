using System.Globalization;
using System.Security.Cryptography;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Supervision;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Offsets;

/// <summary>When a generation goes on, and how the next one is dealt out. Pure but for the incarnation that it draws.</summary>
internal static class GenerationRule
{
    private const int IncarnationBytes = 16;

    /// <summary>What the ends of partitions are resolved from, as the configuration has it.</summary>
    /// <param name="source">The source.</param>
    public static string Bounds(KafkaSettings source) => source.Bounded switch
    {
        BoundedMode.Unbounded => "unbounded",
        BoundedMode.LatestOffset => "latest-offset",
        BoundedMode.Timestamp => string.Create(CultureInfo.InvariantCulture, $"timestamp {source.BoundedTimestamp}"),
        BoundedMode.SpecificOffsets => "specific-offsets " + string.Join(';', source.BoundedOffsets.OrderBy(o => o.Key).Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Key}:{o.Value}"))),
        _ => throw new InvalidOperationException($"the bounded mode {source.Bounded} is unknown"),
    };

    /// <summary>Why the journal's generation cannot go on; null when it does.</summary>
    /// <param name="state">What the journal says; with a generation.</param>
    /// <param name="spec">The job as it is configured now.</param>
    /// <param name="partitions">The partitions that the topic has.</param>
    public static string? WhyNext(JobJournalState state, JobSpec spec, IReadOnlyCollection<int> partitions)
    {
        var generation = state.Generation!;
        if (state.IsRetiring) return "its end was decided";
        // One that was stopped has read only a part.
        if (state.IsFinished) return "it was finished";
        if (generation.Parallelism != spec.Parallelism) return $"parallelism is {spec.Parallelism} and was {generation.Parallelism}";
        if (generation.Bounds != Bounds(spec.Source)) return $"the bound is {Bounds(spec.Source)} and was {generation.Bounds}";
        var known = generation.Partitions.Select(p => p.Partition).ToHashSet();
        return partitions.Any(p => !known.Contains(p)) ? $"the topic has {partitions.Count} partitions and had {known.Count}" : null;
    }

    /// <summary>The generation that follows.</summary>
    /// <param name="previous">The one before; null for the first.</param>
    /// <param name="spec">The job.</param>
    /// <param name="bounds">From where to where each partition is read.</param>
    /// <param name="group">What the consumer group has.</param>
    /// <param name="isNewLife">Whether offsets are set anew, so that labels must be others.</param>
    /// <param name="now">The present time.</param>
    /// <param name="isRestored">Whether it begins at a savepoint, whatever the group has.</param>
    public static GenerationStarted Next(
        GenerationStarted? previous, JobSpec spec, IReadOnlyList<PartitionBounds> bounds, IReadOnlyDictionary<int, GroupCommit> group, bool isNewLife, DateTimeOffset now, bool isRestored = false)
    {
        var incarnation = previous is null || isNewLife || isRestored ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IncarnationBytes)) : previous.Incarnation;
        var assignments = PartitionShare.Deal(bounds, spec.Parallelism)
            .SelectMany(share => share.Bounds.Select(b => new PartitionAssignment(b.Partition, share.Subtask, b.Start, b.End, Overruled(group, b.Partition, isRestored))));
        return new GenerationStarted((previous?.Number ?? 0) + 1, incarnation, spec.Parallelism, Bounds(spec.Source), assignments.ToArray(), now);
    }

    /// <summary>The commits that are to be held against the journal: not those that were there, and known, when a savepoint was restored.</summary>
    /// <param name="state">What the journal says; with a generation.</param>
    /// <param name="group">What the consumer group has.</param>
    public static IReadOnlyDictionary<int, GroupCommit> Unknown(JobJournalState state, IReadOnlyDictionary<int, GroupCommit> group)
    {
        if (!state.IsGenerationRestored) return group;
        var overruled = state.Generation!.Partitions.ToDictionary(p => p.Partition, p => p.GroupNext);
        return group.Where(g => !overruled.TryGetValue(g.Key, out var next) || next != g.Value.Next).ToDictionary();
    }

    private static long? Overruled(IReadOnlyDictionary<int, GroupCommit> group, int partition, bool isRestored) =>
        group.TryGetValue(partition, out var commit) && (isRestored || !GroupCommitRule.IsOurs(commit)) ? commit.Next : null;
}
