namespace KongAkka.Sandbox.Producing;

/// <summary>
/// Deals records out to the partitions and stops before a partition holds more unread bytes than the embedded Kafka keeps, since it drops the oldest silently.
/// Goes by the bytes that a record takes on the wire, compressed and framed, as measured; assumes a high figure until there is one. Not thread-safe.
/// </summary>
internal sealed class RetentionGuard
{
    /// <summary>The part of the retained bytes that is used: the rest is for batches that compress worse than the average.</summary>
    public const double UsedShare = 0.6;

    /// <summary>The bytes assumed for a record while too few were measured.</summary>
    public const int AssumedRecordBytes = 1024;

    private const int RecordsForAMeasure = 1000;
    private readonly long _usableBytes;
    private readonly long[] _ends;
    private readonly long[] _positions;
    private double _recordBytes = AssumedRecordBytes;
    private int _next;

    /// <summary>Makes a guard over empty partitions.</summary>
    /// <param name="partitions">How many there are.</param>
    /// <param name="retainedBytes">The bytes that each keeps.</param>
    public RetentionGuard(int partitions, long retainedBytes)
    {
        _usableBytes = (long)(retainedBytes * UsedShare);
        _ends = new long[partitions];
        _positions = new long[partitions];
    }

    /// <summary>The most records that a partition may hold unread.</summary>
    public long MaxLag => (long)(_usableBytes / Volatile.Read(ref _recordBytes));

    /// <summary>How many records were dealt to each partition.</summary>
    public ReadOnlySpan<long> Ends => _ends;

    /// <summary>Takes note of what the records sent so far took on the wire. May be called from another thread.</summary>
    /// <param name="wireBytes">All bytes sent to the brokers.</param>
    /// <param name="records">The records that they held.</param>
    public void Measure(long wireBytes, long records)
    {
        if (records >= RecordsForAMeasure) Volatile.Write(ref _recordBytes, (double)wireBytes / records);
    }

    /// <summary>Takes note of how far the job came.</summary>
    /// <param name="positions">By partition, the offset below which all is settled.</param>
    public void Update(IReadOnlyDictionary<int, long> positions)
    {
        foreach (var (partition, next) in positions) _positions[partition] = Math.Max(_positions[partition], next);
    }

    /// <summary>Deals the next record out.</summary>
    /// <param name="partition">The partition to send it to.</param>
    /// <returns>False when every partition is full and traffic has to wait.</returns>
    public bool TryDeal(out int partition)
    {
        var most = MaxLag;
        for (var tried = 0; tried < _ends.Length; tried++)
        {
            partition = _next;
            _next = (_next + 1) % _ends.Length;
            if (_ends[partition] - _positions[partition] >= most) continue;
            _ends[partition]++;
            return true;
        }

        partition = -1;
        return false;
    }
}
