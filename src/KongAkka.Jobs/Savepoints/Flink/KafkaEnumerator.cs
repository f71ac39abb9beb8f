namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>The partitions that the enumerator of Flink's Kafka source knows, as its <c>KafkaSourceEnumStateSerializer</c> writes them within the state of Flink's <c>SourceCoordinator</c>. Pure.</summary>
/// <param name="Assigned">Those that a reader has.</param>
/// <param name="Unassigned">Those that no reader has yet.</param>
internal sealed record KafkaEnumerator(IReadOnlySet<(string Topic, int Partition)> Assigned, IReadOnlySet<(string Topic, int Partition)> Unassigned)
{
    private const int CoordinatorVersion = 1;
    private const int KnownVersion = 2;
    private const int AssignedStatus = 0;
    private const int UnassignedStatus = 1;
    private const int LeastPartition = sizeof(ushort) + (2 * sizeof(int));

    /// <summary>Reads the state of a source's coordinator.</summary>
    /// <param name="state">Its bytes.</param>
    /// <param name="faults">Says what is wrong.</param>
    public static KafkaEnumerator Read(ReadOnlyMemory<byte> state, FlinkFaults faults)
    {
        var outer = Inside(state, faults);
        var coordinator = outer.ReadInt32();
        if (coordinator != CoordinatorVersion) throw faults.OtherVersion($"its source's coordinator has version {coordinator}", $"version {CoordinatorVersion}");
        var version = outer.ReadInt32();
        if (version != KnownVersion) throw faults.OtherVersion($"its source's enumerator has version {version}", $"version {KnownVersion} of Kafka's");
        var inner = Inside(outer.ReadBytes("bytes of the enumerator"), faults);
        if (outer.Remaining > 0) throw faults.Damaged("the state of the source's coordinator is longer than its content");
        HashSet<(string, int)> assigned = [], unassigned = [];
        for (var left = inner.ReadCount("partitions", LeastPartition); left > 0; left--)
        {
            var partition = KafkaSplit.ReadPartition(inner, faults);
            var status = inner.ReadInt32();
            if (status is not (AssignedStatus or UnassignedStatus)) throw faults.Damaged($"partition {partition.Partition} has the unknown status {status}");
            if (assigned.Contains(partition) || !(status == AssignedStatus ? assigned : unassigned).Add(partition)) throw faults.Damaged($"the enumerator has partition {partition.Partition} twice");
        }

        inner.ReadBoolean("whether all partitions were discovered");
        return inner.Remaining == 0 ? new KafkaEnumerator(assigned, unassigned) : throw faults.Damaged("the enumerator's state is longer than its content");
    }

    private static FlinkInput Inside(ReadOnlyMemory<byte> bytes, FlinkFaults faults) => new(bytes, () => faults.Damaged("the enumerator's state goes beyond its end"), faults);
}
