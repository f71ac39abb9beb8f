using System.Buffers.Binary;

namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>Flink's <c>_metadata</c> of a savepoint, as its <c>MetadataV3Serializer</c> to <c>MetadataV6Serializer</c> write it. Pure.</summary>
/// <param name="CheckpointId">The savepoint's number.</param>
/// <param name="Version">The format's version.</param>
/// <param name="Operators">The job's operators.</param>
internal sealed record FlinkMetadata(long CheckpointId, int Version, IReadOnlyList<FlinkOperator> Operators)
{
    private const uint Magic = 0x4960672d;
    private const uint MasterStateMagic = 0xc96b1696;
    private const int First = 3;
    private const int FirstWithProperties = 4;
    private const int FirstWithNames = 5;
    private const int Last = 6;
    private const int MaxParallelism = 1 << 15;
    private const int IdBytes = 2 * sizeof(long);
    // Id, parallelism and its maximum, the coordinator's handle and the number of subtasks.
    private const int LeastOperator = IdBytes + (3 * sizeof(int)) + 1;

    /// <summary>Whether a file begins as one of Flink's, as far as it goes.</summary>
    /// <param name="bytes">The file's bytes.</param>
    public static bool IsOne(ReadOnlySpan<byte> bytes)
    {
        Span<byte> magic = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(magic, Magic);
        return !bytes.IsEmpty && bytes[..Math.Min(magic.Length, bytes.Length)].SequenceEqual(magic[..Math.Min(magic.Length, bytes.Length)]);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="faults">Says what is wrong.</param>
    /// <exception cref="SavepointException">It cannot be read.</exception>
    public static FlinkMetadata Read(ReadOnlyMemory<byte> bytes, FlinkFaults faults)
    {
        var input = new FlinkInput(bytes, faults.Truncated, faults);
        if (input.ReadInt32() != Magic) throw faults.Damaged("it does not begin as one");
        var version = input.ReadInt32();
        if (version is < First or > Last) throw faults.OtherVersion($"its metadata has version {version}", $"{First} to {Last}");
        var checkpoint = input.ReadInt64();
        if (checkpoint < 0) throw faults.Damaged($"its checkpoint id is {checkpoint}");
        for (var left = input.ReadCount("master states", 2 * sizeof(int)); left > 0; left--) SkipMasterState(input, faults);
        var operators = new FlinkOperator[input.ReadCount("operators", LeastOperator)];
        for (var i = 0; i < operators.Length; i++) operators[i] = ReadOperator(input, version, faults);
        if (version >= FirstWithProperties) FlinkProperties.Skip(input, faults);
        if (input.Remaining > 0) throw faults.Damaged($"{input.Remaining} bytes follow its end");
        return new FlinkMetadata(checkpoint, version, operators);
    }

    private static void SkipMasterState(FlinkInput input, FlinkFaults faults)
    {
        if (unchecked((uint)input.ReadInt32()) != MasterStateMagic) throw faults.Damaged("a master state does not begin as one");
        input.ReadBytes("bytes of a master state");
    }

    private static FlinkOperator ReadOperator(FlinkInput input, int version, FlinkFaults faults)
    {
        var name = "";
        if (version >= FirstWithNames)
        {
            name = input.ReadUtf("an operator's name");
            input.ReadUtf("an operator's uid");
        }

        var id = $"{unchecked((ulong)input.ReadInt64()):x16}{unchecked((ulong)input.ReadInt64()):x16}";
        if (name.Length == 0) name = id;
        var parallelism = input.ReadInt32();
        var most = input.ReadInt32();
        if (parallelism < 1 || most < parallelism || most > MaxParallelism) throw faults.Damaged($"the parallelism of {name} is {parallelism} of at most {most}");
        var handles = new FlinkHandles(input, faults);
        var coordinator = handles.ReadCoordinator();
        var subtasks = input.ReadInt32();
        // A fully finished operator.
        if (subtasks == -1 && coordinator is null) return new FlinkOperator(name, null, []);
        if (subtasks < 0 || subtasks > parallelism) throw faults.Damaged($"the number of subtasks of {name} is {subtasks}, with a parallelism of {parallelism}");
        return new FlinkOperator(name, coordinator, ReadSubtasks(input, handles, faults, name, subtasks, parallelism));
    }

    private static List<FlinkStateHandle> ReadSubtasks(FlinkInput input, FlinkHandles handles, FlinkFaults faults, string name, int subtasks, int parallelism)
    {
        List<FlinkStateHandle> states = [];
        var seen = new HashSet<int>();
        for (var left = subtasks; left > 0; left--)
        {
            var index = input.ReadInt32();
            // The complement of its index stands for a finished one.
            var isFinished = index < 0;
            if (isFinished) index = ~index;
            if (index >= parallelism || !seen.Add(index)) throw faults.Damaged($"subtask {index} of {name} is in it twice or beyond the parallelism of {parallelism}");
            if (!isFinished && ReadSubtask(handles, faults) is { } state) states.Add(state);
        }

        return states;
    }

    private static FlinkStateHandle? ReadSubtask(FlinkHandles handles, FlinkFaults faults)
    {
        var managed = handles.ReadOperatorState();
        handles.ReadOperatorState();
        handles.SkipKeyedState();
        handles.SkipKeyedState();
        if (handles.ReadFlag("states of input channels") || handles.ReadFlag("states of result partitions"))
            throw faults.Unsupported("it holds records under way between operators, as only an unaligned checkpoint does");
        return managed;
    }
}
