namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>Reads state handles as Flink's <c>MetadataV2V3SerializerBase</c> writes them.</summary>
/// <param name="input">The bytes.</param>
/// <param name="faults">Says what is wrong.</param>
internal sealed class FlinkHandles(FlinkInput input, FlinkFaults faults)
{
    private const byte Null = 0;
    private const byte ByteStream = 1;
    private const byte FileStream = 2;
    private const byte KeyGroups = 3;
    private const byte PartitionableOperatorState = 4;
    private const byte RelativeStream = 6;
    private const byte SavepointKeyGroups = 7;
    private const byte KeyGroupsV2 = 12;

    // A name, a mode and a number of offsets.
    private const int LeastListState = sizeof(ushort) + 1 + sizeof(int);

    /// <summary>The operator state of a subtask; null when there is none.</summary>
    public FlinkStateHandle? ReadOperatorState()
    {
        if (!ReadFlag("operator states")) return null;
        switch (input.ReadByte())
        {
            case Null:
                return null;
            case PartitionableOperatorState:
                var states = new FlinkListState[input.ReadCount("list states", LeastListState)];
                for (var i = 0; i < states.Length; i++) states[i] = ReadListState();
                if (states.DistinctBy(s => s.Name).Count() != states.Length) throw faults.Damaged("a subtask has two list states with the same name");
                return new FlinkStateHandle(states, ReadStream());
            case var other:
                throw faults.Unsupported($"it holds operator state of the unknown kind {other}");
        }
    }

    /// <summary>Passes by a subtask's keyed state.</summary>
    public void SkipKeyedState()
    {
        var kind = input.ReadByte();
        switch (kind)
        {
            case Null:
                break;
            case KeyGroups or KeyGroupsV2 or SavepointKeyGroups:
                input.ReadInt32();
                for (var left = input.ReadCount("key groups", sizeof(long)); left > 0; left--) input.ReadInt64();
                ReadStream();
                if (kind == KeyGroupsV2) input.ReadUtf("a state handle's id");
                break;
            default:
                throw faults.Unsupported($"it holds keyed state of kind {kind}, which a job from Kafka to a table has not");
        }
    }

    /// <summary>The state of a coordinator; null when there is none.</summary>
    public ReadOnlyMemory<byte>? ReadCoordinator() => input.ReadByte() switch
    {
        // Without the type, null would become empty bytes.
        Null => (ReadOnlyMemory<byte>?)null,
        ByteStream => ReadInline(),
        FileStream or RelativeStream => throw faults.Unsupported("the state of a coordinator lies in another file"),
        var other => throw faults.Unsupported($"it holds a coordinator's state of the unknown kind {other}"),
    };

    /// <summary>Whether a thing follows.</summary>
    /// <param name="what">The thing.</param>
    public bool ReadFlag(string what) => input.ReadInt32() switch
    {
        0 => false,
        1 => true,
        var other => throw faults.Damaged($"the number of {what} of a subtask is {other}"),
    };

    private ReadOnlyMemory<byte>? ReadStream()
    {
        switch (input.ReadByte())
        {
            case ByteStream:
                return ReadInline();
            case FileStream:
                input.ReadInt64();
                input.ReadUtf("a file's path");
                return null;
            case RelativeStream:
                input.ReadUtf("a file's path");
                input.ReadInt64();
                return null;
            case var other:
                throw faults.Unsupported($"it holds state in a place of the unknown kind {other}");
        }
    }

    private ReadOnlyMemory<byte> ReadInline()
    {
        input.ReadUtf("a state handle's name");
        return input.ReadBytes("bytes of state");
    }

    private FlinkListState ReadListState()
    {
        var name = input.ReadUtf("a list state's name");
        var mode = input.ReadByte();
        if (mode > FlinkListState.MaxMode) throw faults.Damaged($"list state {name} is spread in the unknown way {mode}");
        var offsets = new long[input.ReadCount("elements", sizeof(long))];
        for (var i = 0; i < offsets.Length; i++) offsets[i] = input.ReadInt64();
        return new FlinkListState(name, mode, offsets);
    }
}
