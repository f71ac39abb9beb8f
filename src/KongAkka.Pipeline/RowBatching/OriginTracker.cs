using KongAkka.Parsing;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Pipeline.RowBatching;

/// <summary>Gathers when the records of the open load came about. Of the rows only the first of a batch is looked at: reading the time of each would cost more than it tells. Not thread-safe.</summary>
internal sealed class OriginTracker
{
    private const long None = long.MaxValue;

    private long _oldest = None;
    private long _earliest = None;

    /// <summary>Notes records that the load accounts for.</summary>
    public void SawRecords(ConsumedBatch batch, int from, int to) => _oldest = Math.Min(_oldest, batch.OldestTimestamp(from, to) ?? None);

    /// <summary>Notes a row of the load.</summary>
    public void SawRow(RowBatch rows, int row) => _earliest = Math.Min(_earliest, EventTime.Of(rows, row) ?? None);

    /// <summary>Ends the load and begins with the next.</summary>
    /// <param name="age">How long its oldest record has been in the process.</param>
    public LoadOrigin Cut(TimeSpan age)
    {
        var origin = new LoadOrigin(Time(_oldest), Time(_earliest), age);
        (_oldest, _earliest) = (None, None);
        return origin;
    }

    private static DateTimeOffset? Time(long millis) => millis is >= 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(millis) : null;
}
