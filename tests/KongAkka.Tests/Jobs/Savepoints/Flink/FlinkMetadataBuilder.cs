using System.Buffers.Binary;
using System.Text;

namespace KongAkka.Tests.Jobs.Savepoints.Flink;

/// <summary>Writes a <c>_metadata</c> as Flink does.</summary>
internal sealed class FlinkMetadataBuilder
{
    private const string Serializer = "org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer$BytePrimitiveArraySerializerSnapshot";
    private static readonly byte[] StreamHeader = [0xac, 0xed, 0, 5];
    private readonly List<byte[]> _operators = [];

    public int Version { get; init; } = 5;

    public bool IsCompressed { get; init; }

    public bool IsInOtherFile { get; init; }

    public byte HandleKind { get; init; } = 4;

    public int EnumeratorVersion { get; init; } = 2;

    /// <summary>What a newer enumerator has as the offset of each partition.</summary>
    public long EnumeratorNext { get; init; }

    public string State { get; init; } = "SourceReaderState";

    /// <summary>Adds a source, with a subtask for each list of splits.</summary>
    public FlinkMetadataBuilder AddSource(IReadOnlyList<(string Topic, int Partition, int Status)>? known, params (string Topic, int Partition, long Next)[][] subtasks)
    {
        var bytes = new Writer();
        if (Version >= 5) bytes.Utf("Source: s").Utf("");
        bytes.Int64(1).Int64(2).Int32(subtasks.Length).Int32(128);
        if (known is null) bytes.Byte(0);
        else bytes.Byte(1).Utf("c").Block(Coordinator(known));
        bytes.Int32(subtasks.Length);
        for (var i = 0; i < subtasks.Length; i++) bytes.Int32(i).Raw(Subtask(subtasks[i]));
        _operators.Add(bytes.ToArray());
        return this;
    }

    public byte[] Build()
    {
        var bytes = new Writer().Int32(0x4960672d).Int32(Version).Int64(7).Int32(0).Int32(_operators.Count);
        foreach (var each in _operators) bytes.Raw(each);
        if (Version < 4) return bytes.ToArray();
        var recorded = RecordedSavepoints.Bytes(RecordedSavepoints.Names[0]).AsSpan();
        return bytes.Raw(recorded[recorded.IndexOf(StreamHeader)..]).ToArray();
    }

    private byte[] Coordinator(IReadOnlyList<(string Topic, int Partition, int Status)> known)
    {
        var partitions = new Writer().Int32(known.Count);
        if (EnumeratorVersion == 3) partitions.Int32(0);
        foreach (var (topic, partition, status) in known)
        {
            var split = new Writer().Utf(topic).Int32(partition);
            if (EnumeratorVersion == 3) partitions.Block(split.Int64(EnumeratorNext).Int64(long.MinValue).ToArray());
            else partitions.Raw(split.ToArray());
            if (EnumeratorVersion > 1) partitions.Int32(status);
        }

        if (EnumeratorVersion > 1) partitions.Byte(1);
        return new Writer().Int32(1).Int32(EnumeratorVersion).Block(partitions.ToArray()).ToArray();
    }

    private byte[] Subtask((string Topic, int Partition, long Next)[] splits)
    {
        var data = new Writer().Int32(6).Byte((byte)(IsCompressed ? 1 : 0)).UInt16(1).Utf(State).Int32(1).Int32(1)
            .Utf("OPERATOR_STATE_DISTRIBUTION_MODE").Utf("SPLIT_DISTRIBUTE").Int32(1).Utf("VALUE_SERIALIZER").Int32(2).Utf(Serializer).Int32(3).UInt16(0);
        var bytes = new Writer().Int32(1).Byte(HandleKind).Int32(1).Utf(State).Byte(0).Int32(splits.Length);
        foreach (var (topic, partition, next) in splits)
        {
            bytes.Int64(data.Length);
            var split = new Writer().Utf(topic).Int32(partition).Int64(next).Int64(long.MinValue).ToArray();
            data.Block(new Writer().Int32(0).Block(split).ToArray());
        }

        if (IsInOtherFile) bytes.Byte(2).Int64(data.Length).Utf("file:/elsewhere");
        else bytes.Byte(1).Utf("h").Block(data.ToArray());
        return bytes.Int32(0).Byte(0).Byte(0).Int32(0).Int32(0).ToArray();
    }

    /// <summary>Java's <c>DataOutputStream</c>.</summary>
    private sealed class Writer
    {
        private readonly MemoryStream _bytes = new();

        public long Length => _bytes.Length;

        public Writer Raw(ReadOnlySpan<byte> bytes)
        {
            _bytes.Write(bytes);
            return this;
        }

        public Writer Byte(byte value) => Raw([value]);

        public Writer UInt16(int value) => Raw([(byte)(value >> 8), (byte)value]);

        public Writer Int32(int value) => Raw(BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(value)));

        public Writer Int64(long value) => Raw(BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(value)));

        public Writer Utf(string text) => UInt16(text.Length).Raw(Encoding.ASCII.GetBytes(text));

        public Writer Block(byte[] bytes) => Int32(bytes.Length).Raw(bytes);

        public byte[] ToArray() => _bytes.ToArray();
    }
}
