namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>The elements of a list state, out of a subtask's data as Flink's <c>OperatorBackendSerializationProxy</c> and its list states write it: a header and behind it the elements, without gaps. Pure.</summary>
internal static class FlinkElements
{
    private const int FirstProxy = 5;
    private const int FirstProxyWithCompression = 6;
    private const int LastProxy = 6;
    private const int SerializerProxy = 2;
    private const string ByteArraySerializer = "org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer$BytePrimitiveArraySerializerSnapshot";
    private const int SerializerVersion = 3;
    private const int OperatorBackend = 1;
    private const int BroadcastBackend = 2;

    /// <summary>The elements of a list state of byte arrays.</summary>
    /// <param name="state">The state.</param>
    /// <param name="handle">The subtask's state it is one of.</param>
    /// <param name="faults">Says what is wrong.</param>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(FlinkListState state, FlinkStateHandle handle, FlinkFaults faults)
    {
        if (state.Mode != FlinkListState.SplitDistribute) throw faults.Damaged($"list state {state.Name} is not one that is split among subtasks");
        if (handle.Data is not { } data) throw faults.Unsupported($"list state {state.Name} lies in another file");
        var header = ReadHeader(data, handle, faults);
        var starts = handle.States.SelectMany(s => s.Offsets).Order().ToArray();
        if (starts.FirstOrDefault(data.Length) != header) throw faults.Damaged("the elements of a subtask's state do not begin behind its header");
        if (starts.Zip(starts.Skip(1)).Any(p => p.First >= p.Second) || starts.LastOrDefault(-1) >= data.Length) throw faults.Damaged("the elements of a subtask's state do not lie one behind the other");
        for (var i = 0; i < state.Offsets.Count; i++)
        {
            var place = Array.BinarySearch(starts, state.Offsets[i]);
            var end = place + 1 < starts.Length ? (int)starts[place + 1] : data.Length;
            yield return ReadElement(data[(int)starts[place]..end], faults);
        }
    }

    private static ReadOnlyMemory<byte> ReadElement(ReadOnlyMemory<byte> bytes, FlinkFaults faults)
    {
        var input = Inside(bytes, faults);
        var element = input.ReadBytes("bytes of an element");
        return input.Remaining == 0 ? element : throw faults.Damaged("an element of a list state is shorter than its place");
    }

    private static int ReadHeader(ReadOnlyMemory<byte> data, FlinkStateHandle handle, FlinkFaults faults)
    {
        var input = Inside(data, faults);
        var version = input.ReadInt32();
        if (version is < FirstProxy or > LastProxy) throw faults.OtherVersion($"its operator state has version {version}", $"{FirstProxy} and {LastProxy}");
        if (version >= FirstProxyWithCompression && input.ReadBoolean("whether its operator state is compressed"))
            throw faults.Unsupported("its operator state is compressed (execution.checkpointing.snapshot-compression)");
        var names = new HashSet<string>();
        for (var left = input.ReadUInt16(); left > 0; left--) names.Add(ReadListState(input, faults));
        if (input.ReadUInt16() != 0) throw faults.Unsupported("its Kafka source has broadcast state");
        return names.SetEquals(handle.States.Select(s => s.Name)) ? input.Position : throw faults.Damaged("a subtask's state does not hold the list states that it is listed with");
    }

    private static string ReadListState(FlinkInput input, FlinkFaults faults)
    {
        var name = input.ReadUtf("a list state's name");
        if (input.ReadInt32() is not (OperatorBackend or BroadcastBackend)) throw faults.Damaged($"state {name} is not an operator's");
        for (var left = input.ReadCount("options", 2 * sizeof(ushort)); left > 0; left--)
        {
            input.ReadUtf("an option's name");
            input.ReadUtf("an option's value");
        }

        for (var left = input.ReadCount("serializers", sizeof(ushort)); left > 0; left--) CheckSerializer(input, name, faults);
        return name;
    }

    private static void CheckSerializer(FlinkInput input, string state, FlinkFaults faults)
    {
        input.ReadUtf("a serializer's key");
        var proxy = input.ReadInt32();
        var serializer = input.ReadUtf("a serializer's name");
        var version = input.ReadInt32();
        if (proxy != SerializerProxy || serializer != ByteArraySerializer || version != SerializerVersion)
            throw faults.Unsupported($"the elements of state {state} are no byte arrays but what {serializer} {version} writes");
    }

    private static FlinkInput Inside(ReadOnlyMemory<byte> bytes, FlinkFaults faults) => new(bytes, () => faults.Damaged("what is in a subtask's state goes beyond its end"), faults);
}
