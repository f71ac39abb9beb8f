using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.Pipeline.Consuming.Resolving;

/// <summary>
/// Where a start begins and ends in a partition, as Flink's <c>KafkaDynamicSource</c> and its <c>OffsetsInitializer</c>s decide it, with the last stable
/// offset as the latest.
/// </summary>
internal static class BoundsRule
{
    /// <summary>Whether the group's offsets are needed to decide.</summary>
    /// <param name="settings">The modes.</param>
    public static bool NeedsGroup(KafkaSettings settings) => settings.Startup is StartupMode.GroupOffsets or StartupMode.SpecificOffsets;

    /// <summary>The bounds of a partition at a first start.</summary>
    /// <param name="settings">The modes.</param>
    /// <param name="facts">What Kafka says.</param>
    /// <exception cref="UnrecoverableException">There is no start: the group has no offset and none is chosen by <c>auto.offset.reset</c>, or Kafka does not
    /// have the offset.</exception>
    public static PartitionBounds Decide(KafkaSettings settings, PartitionFacts facts)
    {
        var start = Start(settings, facts);
        return new PartitionBounds(facts.Partition, start, End(settings, facts, start));
    }

    /// <summary>The bounds of a partition where a job goes on.</summary>
    /// <param name="settings">The bounded mode.</param>
    /// <param name="facts">What Kafka says.</param>
    /// <param name="known">The next offset; null for a partition that was added since, which is read from its first offset whatever the startup mode is.</param>
    /// <exception cref="UnrecoverableException">The range is empty because the partition was cut short; all else that is lost the reader finds.</exception>
    public static PartitionBounds GoOn(KafkaSettings settings, PartitionFacts facts, long? known)
    {
        var start = known ?? facts.Low;
        var end = End(settings, facts, start);
        if (end < start && start > facts.High) LostOffsetsRule.Resume(settings, new PartitionPosition(facts.Partition, start), facts.Low, facts.High);
        return new PartitionBounds(facts.Partition, start, end);
    }

    /// <summary>Makes sure that the topic still has the partitions that a job knows.</summary>
    /// <param name="settings">Names the topic.</param>
    /// <param name="partitions">The topic's partitions.</param>
    /// <param name="known">The partitions that were read before.</param>
    /// <exception cref="UnrecoverableException">A partition is gone.</exception>
    public static void CheckKnown(KafkaSettings settings, IReadOnlyList<int> partitions, IEnumerable<int> known)
    {
        if (known.Except(partitions).Order().ToArray() is not { Length: > 0 } gone) return;
        throw new UnrecoverableException(
            $"Topic {settings.Topic} has partitions {partitions[0]} to {partitions[^1]}, but the job has read partition {string.Join(", ", gone)} before: "
            + "the topic was made anew with fewer partitions.",
            "Restore the topic, or start a job of a new name on it.");
    }

    /// <summary>Makes sure that offsets are given for partitions that exist only.</summary>
    /// <param name="settings">The offsets.</param>
    /// <param name="partitions">The topic's partitions.</param>
    /// <param name="isFirst">Whether the job starts for the first time; later the offsets to start at are of no use.</param>
    /// <exception cref="UnrecoverableException">A partition does not exist.</exception>
    public static void CheckPartitions(KafkaSettings settings, IReadOnlyList<int> partitions, bool isFirst)
    {
        Check("startup-specific-offsets", isFirst && settings.Startup == StartupMode.SpecificOffsets ? settings.StartupOffsets.Keys : []);
        Check("bounded-specific-offsets", settings.Bounded == BoundedMode.SpecificOffsets ? settings.BoundedOffsets.Keys : []);

        void Check(string key, IEnumerable<int> named)
        {
            if (named.Except(partitions).ToArray() is not { Length: > 0 } strange) return;
            throw new UnrecoverableException(
                $"Topic {settings.Topic} has partitions {partitions[0]} to {partitions[^1]}, but {key} names {string.Join(", ", strange.Order())}.",
                "Name partitions of the topic only.");
        }
    }

    private static long Start(KafkaSettings settings, PartitionFacts facts) => settings.Startup switch
    {
        StartupMode.EarliestOffset => facts.Low,
        StartupMode.LatestOffset => facts.Stable,
        StartupMode.Timestamp => facts.AtStartupTime ?? facts.Stable,
        StartupMode.SpecificOffsets when settings.StartupOffsets.TryGetValue(facts.Partition, out var offset) => Given(settings, facts, offset),
        // Flink's rule for a partition that is not named.
        StartupMode.SpecificOffsets => facts.Group is { } offset ? Given(settings, facts, offset) : facts.Low,
        StartupMode.GroupOffsets => facts.Group is { } offset ? Given(settings, facts, offset) : Reset(settings, facts),
        _ => throw new InvalidOperationException($"The startup mode {settings.Startup} is unknown."),
    };

    private static long End(KafkaSettings settings, PartitionFacts facts, long start) => settings.Bounded switch
    {
        BoundedMode.Unbounded => PartitionBounds.Unbounded,
        BoundedMode.LatestOffset => facts.Stable,
        BoundedMode.Timestamp => facts.AtBoundedTime ?? facts.Stable,
        // Flink's documentation: a partition that is not named is not read.
        BoundedMode.SpecificOffsets => settings.BoundedOffsets.TryGetValue(facts.Partition, out var offset) ? offset : start,
        _ => throw new InvalidOperationException($"The bounded mode {settings.Bounded} is unknown."),
    };

    private static long Given(KafkaSettings settings, PartitionFacts facts, long offset) =>
        LostOffsetsRule.Start(settings, new PartitionPosition(facts.Partition, offset), facts.Low, facts.High);

    private static long Reset(KafkaSettings settings, PartitionFacts facts) => settings.Properties.GetValueOrDefault(ConsumerProperties.OffsetReset) switch
    {
        "earliest" => facts.Low,
        "latest" => facts.Stable,
        _ => throw new UnrecoverableException(
            $"Group {settings.GroupId} has no committed offset for topic {settings.Topic} partition {facts.Partition}, and auto.offset.reset does not choose one.",
            "Set auto.offset.reset = earliest or latest in the source's properties, or another startup-mode."),
    };
}
