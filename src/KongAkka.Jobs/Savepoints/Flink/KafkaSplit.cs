namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>A partition as a reader of Flink's Kafka source keeps it, as its <c>KafkaPartitionSplitSerializer</c> writes it. Pure.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Next">The next offset, or below zero a start mode.</param>
internal sealed record KafkaSplit(string Topic, int Partition, long Next)
{
    private const int KnownVersion = 0;
    private const long Latest = -1;
    private const long Earliest = -2;
    private const long Committed = -3;
    private const long NoStoppingOffset = long.MinValue;
    private const int MaxTopic = 249;

    /// <summary>Where Flink would begin, when it has no offset yet.</summary>
    public UnresolvedStart? Start => Next switch
    {
        Latest => UnresolvedStart.Latest,
        Earliest => UnresolvedStart.Earliest,
        Committed => UnresolvedStart.Committed,
        _ => null,
    };

    /// <summary>Reads an element of the readers' state.</summary>
    /// <param name="element">Its bytes.</param>
    /// <param name="faults">Says what is wrong.</param>
    public static KafkaSplit Read(ReadOnlyMemory<byte> element, FlinkFaults faults)
    {
        var outer = Inside(element, faults);
        var version = outer.ReadInt32();
        if (version != KnownVersion) throw faults.OtherVersion($"its source's splits have version {version}", $"version {KnownVersion} of Kafka's");
        var split = outer.ReadBytes("bytes of a split");
        if (outer.Remaining > 0) throw faults.Damaged("a split is shorter than its place");
        var inner = Inside(split, faults);
        var (topic, partition) = ReadPartition(inner, faults);
        var next = inner.ReadInt64();
        var stopping = inner.ReadInt64();
        if (inner.Remaining > 0) throw faults.Damaged($"the split of partition {partition} is shorter than its place");
        if (next < Committed) throw faults.Damaged($"the next offset of partition {partition} is {next}");
        if (stopping < Committed && stopping != NoStoppingOffset) throw faults.Damaged($"the stopping offset of partition {partition} is {stopping}");
        return new KafkaSplit(topic, partition, next);
    }

    /// <summary>A topic and a partition.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="faults">Says what is wrong.</param>
    internal static (string Topic, int Partition) ReadPartition(FlinkInput input, FlinkFaults faults)
    {
        var topic = input.ReadUtf("a topic");
        if (topic.Length is 0 or > MaxTopic || topic is "." or ".." || !topic.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')) throw faults.Damaged("the name of a topic is none that Kafka allows");
        var partition = input.ReadInt32();
        return partition >= 0 ? (topic, partition) : throw faults.Damaged($"it has a partition {partition}");
    }

    private static FlinkInput Inside(ReadOnlyMemory<byte> bytes, FlinkFaults faults) => new(bytes, () => faults.Damaged("a split goes beyond its end"), faults);
}
