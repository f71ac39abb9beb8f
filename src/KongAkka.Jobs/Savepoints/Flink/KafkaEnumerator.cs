namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>The partitions that the enumerator of Flink's Kafka source knows, as its <c>KafkaSourceEnumStateSerializer</c> writes them within the state of Flink's <c>SourceCoordinator</c>. Pure.</summary>
/// <param name="Assigned">Those that a reader has.</param>
/// <param name="Unassigned">Those that no reader has yet.</param>
internal sealed record KafkaEnumerator(IReadOnlySet<(string Topic, int Partition)> Assigned, IReadOnlyCollection<KafkaSplit> Unassigned)
{
    private const int CoordinatorVersion = 1;
    private const int OnlyAssigned = 1;
    private const int WithSplits = 3;
    private const int AssignedStatus = 0;
    private const int UnassignedStatus = 1;
    private const int LeastPartition = sizeof(ushort) + sizeof(int);

    /// <summary>Reads the state of a source's coordinator.</summary>
    /// <param name="state">Its bytes.</param>
    /// <param name="faults">Says what is wrong.</param>
    public static KafkaEnumerator Read(ReadOnlyMemory<byte> state, FlinkFaults faults)
    {
        var outer = Inside(state, faults);
        var coordinator = outer.ReadInt32();
        if (coordinator != CoordinatorVersion) throw faults.OtherVersion($"its source's coordinator has version {coordinator}", $"version {CoordinatorVersion}");
        var version = outer.ReadInt32();
        if (version is < OnlyAssigned or > WithSplits) throw faults.OtherVersion($"its source's enumerator has version {version}", $"versions {OnlyAssigned} to {WithSplits} of Kafka's");
        var inner = Inside(outer.ReadBytes("bytes of the enumerator"), faults);
        if (outer.Remaining > 0) throw faults.Damaged("the state of the source's coordinator is longer than its content");
        var enumerator = ReadPartitions(inner, version, faults);
        if (version != OnlyAssigned) inner.ReadBoolean("whether all partitions were discovered");
        return inner.Remaining == 0 ? enumerator : throw faults.Damaged("the enumerator's state is longer than its content");
    }

    private static KafkaEnumerator ReadPartitions(FlinkInput input, int version, FlinkFaults faults)
    {
        HashSet<(string, int)> known = [], assigned = [];
        List<KafkaSplit> unassigned = [];
        var left = input.ReadCount("partitions", LeastPartition);
        if (version == WithSplits) KafkaSplit.CheckVersion(input, faults);
        for (; left > 0; left--)
        {
            var split = ReadSplit(input, version, faults);
            var status = version == OnlyAssigned ? AssignedStatus : input.ReadInt32();
            if (status is not (AssignedStatus or UnassignedStatus)) throw faults.Damaged($"partition {split.Partition} has the unknown status {status}");
            if (!known.Add((split.Topic, split.Partition))) throw faults.Damaged($"the enumerator has partition {split.Partition} twice");
            if (status == AssignedStatus) assigned.Add((split.Topic, split.Partition));
            else unassigned.Add(split);
        }

        return new KafkaEnumerator(assigned, unassigned);
    }

    private static KafkaSplit ReadSplit(FlinkInput input, int version, FlinkFaults faults)
    {
        if (version == WithSplits) return KafkaSplit.ReadUnread(input.ReadBytes("bytes of a split"), faults);
        var (topic, partition) = KafkaSplit.ReadPartition(input, faults);
        return new KafkaSplit(topic, partition, KafkaSplit.Configured);
    }

    private static FlinkInput Inside(ReadOnlyMemory<byte> bytes, FlinkFaults faults) => new(bytes, () => faults.Damaged("the enumerator's state goes beyond its end"), faults);
}
