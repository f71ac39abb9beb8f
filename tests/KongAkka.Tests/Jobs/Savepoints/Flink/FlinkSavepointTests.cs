using KongAkka.Jobs.Savepoints;
using KongAkka.Jobs.Savepoints.Flink;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Tests.Jobs.Savepoints.Flink;

public sealed class FlinkSavepointTests
{
    [Theory]
    [InlineData("stopped-4-partitions", 6, "kong4", 369026, 373638, 368618, 367781)]
    [InlineData("running-parallelism-2", 5, "kong4", 502026, 521432, 502981, 516232)]
    [InlineData("idle-partition", 5, "idle", 10894, 9204, 9902)]
    public void What_Flink_wrote_is_read(string name, long checkpoint, string topic, params int[] next)
    {
        var savepoint = RecordedSavepoints.Read(RecordedSavepoints.Bytes(name));
        Assert.Equal((checkpoint, 5, topic), (savepoint.CheckpointId, savepoint.MetadataVersion, savepoint.Topic));
        Assert.StartsWith("Source: source_kong_log[", savepoint.Source, StringComparison.Ordinal);
        Assert.Equal(next.Select((n, i) => new PartitionPosition(i, n)), savepoint.Positions);
        Assert.Empty(savepoint.Unresolved);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Each_version_since_Flink_1_11_is_read(int version)
    {
        var savepoint = RecordedSavepoints.Read(new FlinkMetadataBuilder { Version = version }.AddSource([("t", 0, 0), ("t", 1, 0)], [("t", 1, 20)], [("t", 0, 10)]).Build());
        Assert.Equal([new PartitionPosition(0, 10), new PartitionPosition(1, 20)], savepoint.Positions);
        Assert.Equal(version, savepoint.MetadataVersion);
    }

    [Fact]
    public void A_source_without_a_coordinator_and_a_partition_twice_with_the_same_offset_are_read()
    {
        var savepoint = RecordedSavepoints.Read(new FlinkMetadataBuilder().AddSource(null, [("t", 0, 10)], [("t", 0, 10)]).Build());
        Assert.Equal([new PartitionPosition(0, 10)], savepoint.Positions);
    }

    [Fact]
    public void What_has_no_offset_yet_is_told_apart()
    {
        var savepoint = RecordedSavepoints.Read(new FlinkMetadataBuilder()
            .AddSource([("t", 0, 0), ("t", 1, 0), ("t", 2, 0), ("t", 3, 0), ("t", 4, 1)], [("t", 0, -1), ("t", 1, -2), ("t", 2, -3), ("t", 3, 0)]).Build());
        Assert.Equal([new PartitionPosition(3, 0)], savepoint.Positions);
        Assert.Equal([UnresolvedStart.Latest, UnresolvedStart.Earliest, UnresolvedStart.Committed, UnresolvedStart.Configured], savepoint.Unresolved.Select(p => p.Start));
        Assert.Equal([0, 1, 2, 4], savepoint.Unresolved.Select(p => p.Partition));
    }

    [Theory]
    [InlineData(9, 9L, null)]
    [InlineData(-2, null, UnresolvedStart.Earliest)]
    [InlineData(long.MinValue + 1, null, UnresolvedStart.Configured)]
    public void A_newer_enumerator_knows_where_a_partition_begins_that_no_reader_has(long kept, long? next, UnresolvedStart? start)
    {
        var savepoint = RecordedSavepoints.Read(new FlinkMetadataBuilder { EnumeratorVersion = 3, EnumeratorNext = kept }.AddSource([("t", 0, 0), ("t", 1, 1)], [("t", 0, 10)]).Build());
        PartitionPosition[] expected = next is { } offset ? [new(0, 10), new(1, offset)] : [new(0, 10)];
        Assert.Equal(expected, savepoint.Positions);
        Assert.Equal(start is null ? [] : [start.Value], savepoint.Unresolved.Select(u => u.Start));
    }

    [Fact]
    public void An_older_enumerator_knows_assigned_partitions_only() => Assert.Equal(
        [new PartitionPosition(0, 10)], RecordedSavepoints.Read(new FlinkMetadataBuilder { EnumeratorVersion = 1 }.AddSource([("t", 0, 0)], [("t", 0, 10)]).Build()).Positions);

    [Fact]
    public void State_in_other_files_matters_only_in_the_source()
    {
        var other = new FlinkMetadataBuilder { State = "other", IsInOtherFile = true }.AddSource(null, [("t", 0, 1)]).Build();
        Assert.Contains("no state of a Kafka source", RecordedSavepoints.Refusal(other).What, StringComparison.Ordinal);
    }

    public static TheoryData<string, SavepointFault, byte[]> Refused() => new()
    {
        { "holds no state of a Kafka source", SavepointFault.Unsupported, new FlinkMetadataBuilder().Build() },
        { "has no partitions", SavepointFault.Unsupported, new FlinkMetadataBuilder().AddSource([], [[]]).Build() },
        { "several topics, a, b", SavepointFault.Ambiguous, new FlinkMetadataBuilder().AddSource(null, [("b", 0, 1), ("a", 0, 1)]).Build() },
        { "several sources", SavepointFault.Ambiguous, new FlinkMetadataBuilder().AddSource(null, [("a", 0, 1)]).AddSource(null, [("a", 1, 1)]).Build() },
        { "is compressed", SavepointFault.Unsupported, new FlinkMetadataBuilder { IsCompressed = true }.AddSource(null, [("a", 0, 1)]).Build() },
        { "lies in another file", SavepointFault.Unsupported, new FlinkMetadataBuilder { IsInOtherFile = true }.AddSource(null, [("a", 0, 1)]).Build() },
        { "unknown kind 17", SavepointFault.Unsupported, new FlinkMetadataBuilder { HandleKind = 17 }.AddSource(null, [("a", 0, 1)]).Build() },
        { "metadata has version 7", SavepointFault.OtherVersion, new FlinkMetadataBuilder { Version = 7 }.Build() },
        { "metadata has version 2", SavepointFault.OtherVersion, new FlinkMetadataBuilder { Version = 2 }.Build() },
        { "enumerator has version 4", SavepointFault.OtherVersion, new FlinkMetadataBuilder { EnumeratorVersion = 4 }.AddSource([("a", 0, 0)], [("a", 0, 1)]).Build() },
        { "enumerator has partition 0 twice", SavepointFault.Damaged, new FlinkMetadataBuilder().AddSource([("a", 0, 0), ("a", 0, 1)], [("a", 0, 1)]).Build() },
        { "partition 3 of topic a is in it twice, with the next offsets 1 and 2", SavepointFault.Damaged, new FlinkMetadataBuilder().AddSource(null, [("a", 3, 1)], [("a", 3, 2)]).Build() },
        { "next offset of partition 0 is -4", SavepointFault.Damaged, new FlinkMetadataBuilder().AddSource(null, [("a", 0, -4)]).Build() },
        { "it has a partition -1", SavepointFault.Damaged, new FlinkMetadataBuilder().AddSource(null, [("a", -1, 4)]).Build() },
        { "none that Kafka allows", SavepointFault.Damaged, new FlinkMetadataBuilder().AddSource(null, [("a b", 0, 4)]).Build() },
        { "gave it to none", SavepointFault.Damaged, new FlinkMetadataBuilder().AddSource([("a", 0, 0)], [("a", 0, 4), ("a", 1, 4)]).Build() },
        { "no offset of partition 1", SavepointFault.Unsupported, new FlinkMetadataBuilder().AddSource([("a", 0, 0), ("a", 1, 0)], [("a", 0, 4)]).Build() },
        { "follow its end", SavepointFault.Damaged, [.. RecordedSavepoints.Bytes("idle-partition"), 0] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_used_is_refused_with_the_way_by_offsets(string why, SavepointFault fault, byte[] bytes)
    {
        var refusal = RecordedSavepoints.Refusal(bytes);
        Assert.True(refusal.What.Contains(why, StringComparison.Ordinal), refusal.What);
        Assert.Equal(fault, refusal.Fault);
        Assert.Contains("go on by specific offsets: source.startup-mode = specific-offsets, source.startup-specific-offsets = ", refusal.Remedy, StringComparison.Ordinal);
    }
}
