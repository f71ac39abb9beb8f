using System.Buffers.Binary;

namespace KongAkka.Service.Http.Flink;

/// <summary>
/// A failure as Flink's command line reads it. Its client makes a throwable of the third field alone (<c>SerializedThrowableDeserializer</c>); where that is none, the whole answer is
/// unreadable to it and the reason is never shown. So it is what Java's serialization writes of a <c>SerializedThrowable</c> whose original could not be serialized.
/// Source: Java Object Serialization Specification, chapter 6.
/// </summary>
internal static class FlinkThrowable
{
    private const byte Null = 0x70, Reference = 0x71, ClassDescription = 0x72, NewObject = 0x73, Text = 0x74, EndOfBlock = 0x78, LongText = 0x7C;
    private const byte Serializable = 2, SerializableWithMethod = 3;

    /// <summary>The handle of the second thing in the stream: the name of the type of texts.</summary>
    private const int TextTypeHandle = 0x7E0001;

    /// <summary>A failure.</summary>
    /// <param name="type">Flink's class of it.</param>
    /// <param name="failure">What failed.</param>
    public static System.Text.Json.Nodes.JsonObject Of(string type, string failure) =>
        new() { ["class"] = type, ["stack-trace"] = failure, ["serialized-throwable"] = Convert.ToBase64String(Serialize(type, failure)) };

    private static byte[] Serialize(string type, string failure)
    {
        using var stream = new MemoryStream();
        stream.Write([0xAC, 0xED, 0, 5, NewObject]);
        Describe(stream, "org.apache.flink.util.SerializedThrowable", 7284183123441947635, Serializable, 3);
        Field(stream, 'L', "fullStringifiedStackTrace", "Ljava/lang/String;");
        Field(stream, 'L', "originalErrorClassName", null);
        Field(stream, '[', "serializedException", "[B");
        stream.WriteByte(EndOfBlock);
        Describe(stream, "java.lang.Exception", -3387516993124229948, Serializable, 0);
        stream.WriteByte(EndOfBlock);
        Describe(stream, "java.lang.Throwable", -3042686055658047285, SerializableWithMethod, 4);
        Field(stream, 'L', "cause", "Ljava/lang/Throwable;");
        Field(stream, 'L', "detailMessage", null);
        Field(stream, '[', "stackTrace", "[Ljava/lang/StackTraceElement;");
        Field(stream, 'L', "suppressedExceptions", "Ljava/util/List;");
        stream.Write([EndOfBlock, Null]);

        // The values, those of the topmost class first: no cause, the message, no trace, nothing suppressed.
        stream.WriteByte(Null);
        Value(stream, failure);
        stream.Write([Null, Null, EndOfBlock]);
        Value(stream, $"{type}: {failure}");
        Value(stream, type);
        stream.WriteByte(Null);
        return stream.ToArray();
    }

    private static void Describe(MemoryStream stream, string name, long version, byte flags, short fields)
    {
        stream.WriteByte(ClassDescription);
        Name(stream, name);
        Span<byte> rest = stackalloc byte[sizeof(long) + 1 + sizeof(short)];
        BinaryPrimitives.WriteInt64BigEndian(rest, version);
        rest[sizeof(long)] = flags;
        BinaryPrimitives.WriteInt16BigEndian(rest[(sizeof(long) + 1)..], fields);
        stream.Write(rest);
    }

    private static void Field(MemoryStream stream, char kind, string name, string? type)
    {
        stream.WriteByte((byte)kind);
        Name(stream, name);
        if (type is not null)
        {
            stream.WriteByte(Text);
            Name(stream, type);
            return;
        }

        Span<byte> handle = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(handle, TextTypeHandle);
        stream.WriteByte(Reference);
        stream.Write(handle);
    }

    private static void Name(MemoryStream stream, string name)
    {
        stream.Write([(byte)(name.Length >> 8), (byte)name.Length]);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(name));
    }

    private static void Value(MemoryStream stream, string text)
    {
        var bytes = ModifiedUtf8(text);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(length, bytes.Length);
        stream.WriteByte(LongText);
        stream.Write(length);
        stream.Write(bytes);
    }

    /// <summary>As Java writes texts: each half of a surrogate pair by itself, and no byte is 0.</summary>
    private static byte[] ModifiedUtf8(string text)
    {
        var bytes = new List<byte>(text.Length);
        foreach (var c in text)
        {
            if (c is >= '\u0001' and <= '\u007F') bytes.Add((byte)c);
            else if (c <= '\u07FF') bytes.AddRange([(byte)(0xC0 | (c >> 6)), (byte)(0x80 | (c & 0x3F))]);
            else bytes.AddRange([(byte)(0xE0 | (c >> 12)), (byte)(0x80 | ((c >> 6) & 0x3F)), (byte)(0x80 | (c & 0x3F))]);
        }

        return [.. bytes];
    }
}
