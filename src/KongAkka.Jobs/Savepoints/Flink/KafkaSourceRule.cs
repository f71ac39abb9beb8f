using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>Finds the Kafka source in a savepoint of Flink's and where it stood. Pure.</summary>
internal static class KafkaSourceRule
{
    private const string ReaderState = "SourceReaderState";

    /// <summary>Where the source stood.</summary>
    /// <param name="metadata">The savepoint.</param>
    /// <param name="faults">Says what is wrong.</param>
    /// <exception cref="SavepointException">It is of no use for a job that reads one topic.</exception>
    public static FlinkSavepoint Decide(FlinkMetadata metadata, FlinkFaults faults)
    {
        var source = Source(metadata, faults);
        var splits = Splits(source, faults);
        var enumerator = source.Coordinator is { } state ? KafkaEnumerator.Read(state, faults) : null;
        if (enumerator is not null) CheckAgree(splits, enumerator, faults);
        var all = splits.Values.Concat(enumerator?.Unassigned ?? []).OrderBy(s => s.Partition).ToArray();
        var topics = all.Select(s => s.Topic).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (topics.Length == 0) throw faults.Unsupported($"its source {source.Name} has no partitions of Kafka's");
        if (topics.Length > 1) throw faults.Ambiguous($"its source reads several topics, {string.Join(", ", topics)}");
        return new FlinkSavepoint
        {
            CheckpointId = metadata.CheckpointId,
            MetadataVersion = metadata.Version,
            Source = source.Name,
            Topic = topics[0],
            Positions = [.. all.Where(s => s.Start is null).Select(s => new PartitionPosition(s.Partition, s.Next))],
            Unresolved = [.. all.Where(s => s.Start is not null).Select(s => new UnresolvedPartition(s.Partition, s.Start!.Value))],
        };
    }

    private static FlinkOperator Source(FlinkMetadata metadata, FlinkFaults faults)
    {
        var sources = metadata.Operators.Where(o => o.Handles.Any(h => h.States.Any(s => s.Name == ReaderState))).ToArray();
        return sources.Length switch
        {
            1 => sources[0],
            0 => throw faults.Unsupported("it holds no state of a Kafka source"),
            _ => throw faults.Ambiguous($"it holds the state of several sources, {string.Join(", ", sources.Select(s => s.Name))}"),
        };
    }

    private static Dictionary<(string Topic, int Partition), KafkaSplit> Splits(FlinkOperator source, FlinkFaults faults)
    {
        var splits = new Dictionary<(string Topic, int Partition), KafkaSplit>();
        foreach (var handle in source.Handles)
        {
            foreach (var split in handle.States.Where(s => s.Name == ReaderState).SelectMany(s => FlinkElements.Read(s, handle, faults)).Select(e => KafkaSplit.Read(e, faults)))
            {
                if (!splits.TryAdd((split.Topic, split.Partition), split) && splits[(split.Topic, split.Partition)] != split)
                    throw faults.Damaged($"partition {split.Partition} of topic {split.Topic} is in it twice, with the next offsets {splits[(split.Topic, split.Partition)].Next} and {split.Next}");
            }
        }

        return splits;
    }

    private static void CheckAgree(Dictionary<(string Topic, int Partition), KafkaSplit> splits, KafkaEnumerator enumerator, FlinkFaults faults)
    {
        foreach (var (topic, partition) in splits.Keys)
            if (!enumerator.Assigned.Contains((topic, partition))) throw faults.Damaged($"a reader has partition {partition} of topic {topic}, and the source's enumerator gave it to none");
        foreach (var (topic, partition) in enumerator.Assigned)
            if (!splits.ContainsKey((topic, partition)))
                throw faults.Unsupported($"it has no offset of partition {partition} of topic {topic}, which a reader had: a bounded source had read it to its end, or a part of the savepoint is missing");
    }
}
