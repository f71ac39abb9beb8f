using KongAkka.Pipeline.Rejects;

namespace KongAkka.Service.Commands.Rejects;

/// <summary>Keeps the newest of many rejected records, each origin once, by the time of rejection.</summary>
/// <param name="limit">How many to keep.</param>
internal sealed class NewestRejects(int limit)
{
    private readonly SortedDictionary<(DateTimeOffset Time, long Number), RejectedRecord> _records = [];
    private readonly Dictionary<RejectOrigin, (DateTimeOffset Time, long Number)> _places = [];
    private long _number;

    /// <summary>Those that are kept, the newest last.</summary>
    public IReadOnlyList<RejectedRecord> Records => [.. _records.Values];

    /// <summary>How often a record came whose origin was kept already.</summary>
    public long Repeated { get; private set; }

    /// <summary>Adds a record.</summary>
    /// <param name="record">The record.</param>
    public void Add(in RejectedRecord record)
    {
        if (_places.Remove(record.Origin, out var known))
        {
            _records.Remove(known);
            Repeated++;
        }

        var place = (record.RejectedAt, _number++);
        _records.Add(place, record);
        _places.Add(record.Origin, place);
        if (_records.Count <= limit) return;
        var oldest = _records.First();
        _records.Remove(oldest.Key);
        _places.Remove(oldest.Value.Origin);
    }
}
