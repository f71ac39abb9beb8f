using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Replays;

/// <summary>The rows that rejected records give now.</summary>
/// <param name="Records">The records that give a row, in the order of the rows.</param>
/// <param name="Body">The rows; disposed with the load.</param>
/// <param name="Taken">How many of the records asked for are dealt with; the rest belongs to another load.</param>
internal sealed record ReplayLoad(IReadOnlyList<RejectedRecord> Records, LoadBody Body, int Taken) : IDisposable
{
    /// <summary>The offsets of the records: a range for each run of them.</summary>
    public IReadOnlyList<OffsetRange> Ranges()
    {
        List<OffsetRange> ranges = [];
        foreach (var record in Records.OrderBy(r => r.Partition).ThenBy(r => r.Offset))
        {
            if (ranges.Count > 0 && ranges[^1] is var last && last.Partition == record.Partition && last.Next == record.Offset)
                ranges[^1] = last with { Next = record.Offset + 1, Records = last.Records + 1 };
            else ranges.Add(new OffsetRange(record.Partition, record.Offset, record.Offset + 1, 1));
        }

        return ranges;
    }

    /// <inheritdoc/>
    public void Dispose() => Body.Dispose();
}
