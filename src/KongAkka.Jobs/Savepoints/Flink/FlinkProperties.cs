namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>Passes by the properties at the end of Flink's <c>_metadata</c>: an object as Java serializes it, of which no class is ever made. Pure.</summary>
/// <param name="input">The bytes.</param>
/// <param name="faults">Says what is wrong.</param>
internal sealed class FlinkProperties(FlinkInput input, FlinkFaults faults)
{
    private const string Name = "org.apache.flink.runtime.checkpoint.CheckpointProperties";
    private const uint StreamHeader = 0xaced0005;
    private const byte Null = 0x70;
    private const byte Reference = 0x71;
    private const byte ClassDescription = 0x72;
    private const byte Object = 0x73;
    private const byte Text = 0x74;
    private const byte EndOfBlock = 0x78;
    private const byte Enumeration = 0x7e;
    private const int FirstHandle = 0x7e0000;
    private const int MaxHandles = 1024;
    private const int MaxFields = 256;
    private const int MaxDepth = 32;

    // The types of the fields of the classes described so far, those of their bases first; null for what is no class.
    private readonly List<string?> _handles = [];

    /// <summary>Passes by the properties.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="faults">Says what is wrong.</param>
    public static void Skip(FlinkInput input, FlinkFaults faults)
    {
        if (unchecked((uint)input.ReadInt32()) != StreamHeader) throw faults.Damaged("its properties do not begin as such");
        new FlinkProperties(input, faults).SkipValue(0);
    }

    private void SkipValue(int depth)
    {
        if (depth > MaxDepth) throw Damaged();
        switch (input.ReadByte())
        {
            case Null when depth > 0:
                break;
            case Reference when depth > 0:
                ReadReference();
                break;
            case Object:
                SkipObject(depth);
                break;
            case Text when depth > 0:
                Reserve();
                input.ReadUtf("a text of its properties");
                break;
            case Enumeration when depth > 0:
                ReadClass(depth + 1);
                Reserve();
                SkipText();
                break;
            default:
                throw Damaged();
        }
    }

    private void SkipObject(int depth)
    {
        var types = ReadClass(depth + 1, depth == 0 ? Name : null) ?? throw Damaged();
        Reserve();
        foreach (var type in types) SkipField(type, depth);
    }

    private void SkipField(char type, int depth)
    {
        var size = type switch
        {
            'B' or 'Z' => 1,
            'C' or 'S' => 2,
            'F' or 'I' => 4,
            'D' or 'J' => 8,
            _ => 0,
        };
        if (size == 0) SkipValue(depth + 1);
        for (; size > 0; size--) input.ReadByte();
    }

    private string? ReadClass(int depth, string? expected = null)
    {
        if (depth > MaxDepth) throw Damaged();
        return input.ReadByte() switch
        {
            Null when expected is null => null,
            Reference when expected is null => ReadReference() ?? throw Damaged(),
            ClassDescription => ReadNewClass(depth, expected),
            _ => throw Damaged(),
        };
    }

    private string ReadNewClass(int depth, string? expected)
    {
        var name = input.ReadUtf("a class of its properties");
        if (expected is not null && name != expected) throw faults.Damaged("its properties are none of Flink's");
        input.ReadInt64();
        var handle = Reserve();
        input.ReadByte();
        var own = new char[Math.Min(input.ReadUInt16(), (ushort)(MaxFields + 1))];
        for (var i = 0; i < own.Length; i++) own[i] = ReadFieldType();
        if (input.ReadByte() != EndOfBlock) throw Damaged();
        var all = ReadClass(depth + 1) + new string(own);
        if (all.Length > MaxFields) throw Damaged();
        _handles[handle] = all;
        return all;
    }

    private char ReadFieldType()
    {
        var type = (char)input.ReadByte();
        input.ReadUtf("a field of its properties");
        if (type == 'L') SkipText();
        else if (!"BCDFIJSZ".Contains(type, StringComparison.Ordinal)) throw Damaged();
        return type;
    }

    private void SkipText()
    {
        switch (input.ReadByte())
        {
            case Reference:
                ReadReference();
                break;
            case Text:
                Reserve();
                input.ReadUtf("a text of its properties");
                break;
            default:
                throw Damaged();
        }
    }

    private string? ReadReference()
    {
        var handle = (long)input.ReadInt32() - FirstHandle;
        return handle >= 0 && handle < _handles.Count ? _handles[(int)handle] : throw Damaged();
    }

    private int Reserve()
    {
        if (_handles.Count == MaxHandles) throw Damaged();
        _handles.Add(null);
        return _handles.Count - 1;
    }

    private SavepointException Damaged() => faults.Damaged("its properties are not what Java writes");
}
