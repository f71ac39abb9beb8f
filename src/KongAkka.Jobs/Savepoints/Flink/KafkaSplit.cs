namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>A partition as a reader of Flink's Kafka source keeps it, as its <c>KafkaPartitionSplitSerializer</c> writes it. Pure.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Next">The next offset, or below zero a start mode.</param>
internal sealed record KafkaSplit(string Topic, int Partition, long Next)
{
    /// <summary>The place of an offset where only the source's options say where to begin.</summary>
    public const long Configured = long.MinValue;

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
        Configured => UnresolvedStart.Configured,
        _ => null,
    };

    /// <summary>Reads an element of the readers' state.</summary>
    /// <param name="element">Its bytes.</param>
    /// <param name="faults">Says what is wrong.</param>
    public static KafkaSplit Read(ReadOnlyMemory<byte> element, FlinkFaults faults)
    {
        var outer = Inside(element, faults);
        CheckVersion(outer, faults);
        var split = ReadSplit(outer.ReadBytes("bytes of a split"), faults);
        if (outer.Remaining > 0) throw faults.Damaged("a split is shorter than its place");
        return split.Next >= Committed ? split : throw faults.Damaged($"the next offset of partition {split.Partition} is {split.Next}");
    }

    /// <summary>Reads a split as newer enumerators keep it.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="faults">Says what is wrong.</param>
    public static KafkaSplit ReadUnread(ReadOnlyMemory<byte> bytes, FlinkFaults faults)
    {
        var split = ReadSplit(bytes, faults);
        // One that was taken over from an older enumerator has a mark there, and no offset.
        return split.Next >= Committed ? split : split with { Next = Configured };
    }

    /// <summary>Makes sure that splits are written as they are read.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="faults">Says what is wrong.</param>
    internal static void CheckVersion(FlinkInput input, FlinkFaults faults)
    {
        var version = input.ReadInt32();
        if (version != KnownVersion) throw faults.OtherVersion($"its source's splits have version {version}", $"version {KnownVersion} of Kafka's");
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

    private static KafkaSplit ReadSplit(ReadOnlyMemory<byte> bytes, FlinkFaults faults)
    {
        var input = Inside(bytes, faults);
        var (topic, partition) = ReadPartition(input, faults);
        var next = input.ReadInt64();
        var stopping = input.ReadInt64();
        if (input.Remaining > 0) throw faults.Damaged($"the split of partition {partition} is shorter than its place");
        if (stopping < Committed && stopping != NoStoppingOffset) throw faults.Damaged($"the stopping offset of partition {partition} is {stopping}");
        return new KafkaSplit(topic, partition, next);
    }

    private static FlinkInput Inside(ReadOnlyMemory<byte> bytes, FlinkFaults faults) => new(bytes, () => faults.Damaged("a split goes beyond its end"), faults);
}
