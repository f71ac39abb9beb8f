namespace KongAkka.Pipeline.RowBatching;

/// <summary>Rows that load together or not at all, and the offsets they account for.</summary>
/// <param name="Number">Counts the loads of a graph from 0.</param>
/// <param name="Ranges">The offsets it accounts for, by partition, contiguous with those of the load before.</param>
/// <param name="Rows">The rows in it; 0 when no record of its ranges survived the rule.</param>
/// <param name="Body">The rows as the sink wants them, replayable; disposed by whoever is done with the load.</param>
public sealed record LoadBatch(long Number, IReadOnlyList<OffsetRange> Ranges, int Rows, LoadBody Body)
{
    /// <summary>When its records came about.</summary>
    public LoadOrigin Origin { get; init; }
}
