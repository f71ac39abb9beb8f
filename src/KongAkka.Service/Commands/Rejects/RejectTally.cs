using System.Runtime.InteropServices;
using KongAkka.Pipeline.Rejects;

namespace KongAkka.Service.Commands.Rejects;

/// <summary>Counts rejected records by reason and origin. Of a record it keeps 16 bytes, to tell which were written twice.</summary>
internal sealed class RejectTally
{
    private readonly Dictionary<(string Reason, string Topic, int Partition), Partition> _partitions = [];

    /// <summary>Counts a record.</summary>
    /// <param name="record">The record.</param>
    public void Add(in RejectedRecord record)
    {
        ref var partition = ref CollectionsMarshal.GetValueRefOrAddDefault(_partitions, (record.Reason, record.Topic, record.Partition), out _);
        (partition ??= new Partition()).Add(record);
    }

    /// <summary>The counts by reason, the most frequent first.</summary>
    public IReadOnlyList<ReasonCount> Reasons() =>
        [.. _partitions.GroupBy(p => p.Key.Reason).Select(Count).OrderByDescending(r => r.Distinct).ThenBy(r => r.Reason, StringComparer.Ordinal)];

    private static ReasonCount Count(IGrouping<string, KeyValuePair<(string Reason, string Topic, int Partition), Partition>> reason)
    {
        var origins = reason.OrderBy(p => p.Key.Topic, StringComparer.Ordinal).ThenBy(p => p.Key.Partition).Select(p => p.Value.Count(p.Key.Topic, p.Key.Partition)).ToArray();
        return new ReasonCount(
            reason.Key,
            origins.Sum(o => o.Count),
            origins.Sum(o => o.Distinct),
            origins.Sum(o => o.Bytes),
            reason.Min(p => p.Value.First),
            reason.Max(p => p.Value.Last),
            origins);
    }

    private sealed class Partition
    {
        private readonly List<(long Offset, int Bytes)> _records = [];

        public DateTimeOffset First { get; private set; } = DateTimeOffset.MaxValue;

        public DateTimeOffset Last { get; private set; } = DateTimeOffset.MinValue;

        public void Add(in RejectedRecord record)
        {
            _records.Add((record.Offset, record.Value.Length));
            if (record.RejectedAt < First) First = record.RejectedAt;
            if (record.RejectedAt > Last) Last = record.RejectedAt;
        }

        public OriginCount Count(string topic, int partition)
        {
            _records.Sort();
            long distinct = 0, bytes = 0;
            for (var i = 0; i < _records.Count; i++)
            {
                if (i > 0 && _records[i].Offset == _records[i - 1].Offset) continue;
                distinct++;
                bytes += _records[i].Bytes;
            }

            return new OriginCount(topic, partition, _records[0].Offset, _records[^1].Offset, _records.Count, distinct, bytes);
        }
    }
}
