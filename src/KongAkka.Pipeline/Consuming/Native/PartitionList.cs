using System.Text;
using Confluent.Kafka;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>A list of a topic's partitions as librdkafka takes and fills it.</summary>
/// <param name="client">A client's handle: its allocator makes the texts, which go with the list.</param>
/// <param name="topic">The topic.</param>
internal sealed unsafe class PartitionList(nint client, string topic) : IDisposable
{
    private NativePartitions* _list = NativeMethods.NewPartitionList(0);

    /// <summary>The native list.</summary>
    public NativePartitions* Handle => _list;

    /// <summary>Adds a partition.</summary>
    /// <param name="partition">The partition.</param>
    public void Add(int partition) => NativeMethods.AddPartition(_list, topic, partition);

    /// <summary>Adds a partition with an offset and a text to commit.</summary>
    /// <param name="position">The partition and its next offset.</param>
    /// <param name="metadata">The text.</param>
    public void Add(PartitionPosition position, string metadata)
    {
        var item = NativeMethods.AddPartition(_list, topic, position.Partition);
        item->Offset = position.Next;
        if (metadata.Length == 0) return;
        var length = Encoding.UTF8.GetByteCount(metadata);
        item->Metadata = NativeMethods.Allocate(client, (nuint)length);
        item->MetadataLength = (nuint)length;
        Encoding.UTF8.GetBytes(metadata, new Span<byte>(item->Metadata, length));
    }

    /// <summary>The commits of a list that Kafka filled; a partition that has none is missing.</summary>
    public IReadOnlyDictionary<int, GroupCommit> Commits()
    {
        var commits = new Dictionary<int, GroupCommit>();
        foreach (ref readonly var item in Items(_list))
        {
            if (item.Offset < 0) continue;
            commits[item.Partition] = new GroupCommit(item.Offset, Encoding.UTF8.GetString(new ReadOnlySpan<byte>(item.Metadata, (int)item.MetadataLength)));
        }
        return commits;
    }

    /// <summary>The first error of a list's partitions.</summary>
    /// <param name="list">The list.</param>
    public static ErrorCode ErrorOf(NativePartitions* list)
    {
        foreach (ref readonly var item in Items(list))
        {
            if (item.Error != 0) return (ErrorCode)item.Error;
        }
        return ErrorCode.NoError;
    }

    /// <summary>Frees the list and its texts.</summary>
    public void Dispose()
    {
        if (_list is not null) NativeMethods.DestroyPartitionList(_list);
        _list = null;
    }

    private static ReadOnlySpan<NativePartition> Items(NativePartitions* list) => list is null ? [] : new(list->Items, list->Count);
}
