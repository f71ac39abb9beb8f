namespace KongAkka.Sandbox.Proving;

/// <summary>The fingerprints of all rows that must be in the table, by their sequence: 8 bytes a row. Written by one thread, read when that is done.</summary>
internal sealed class ExpectedRows
{
    private const int ChunkSize = 64 * 1024;
    private readonly List<ulong[]> _chunks = [];

    /// <summary>How many rows there are.</summary>
    public long Count { get; private set; }

    /// <summary>The fingerprint of a row.</summary>
    /// <param name="sequence">The row's sequence.</param>
    public ulong this[long sequence] => _chunks[(int)(sequence / ChunkSize)][sequence % ChunkSize];

    /// <summary>Remembers the next row.</summary>
    /// <param name="sequence">Its sequence, one more than that of the row before.</param>
    /// <param name="fingerprint">Its fingerprint.</param>
    public void Remember(long sequence, ulong fingerprint)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sequence, Count);
        if (sequence % ChunkSize == 0) _chunks.Add(new ulong[ChunkSize]);
        _chunks[^1][sequence % ChunkSize] = fingerprint;
        Count++;
    }
}
