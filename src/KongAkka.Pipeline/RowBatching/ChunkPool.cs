namespace KongAkka.Pipeline.RowBatching;

/// <summary>
/// Chunks of load bodies, kept for the next body. What lay idle for a whole period is let go, so that a process at rest does not hold the memory of its
/// busiest minute; <see cref="System.Buffers.ArrayPool{T}"/> keeps too few large arrays for a load and trims them by memory pressure only. Thread-safe.
/// </summary>
internal sealed class ChunkPool : IDisposable
{
    public const int ChunkSize = 512 * 1024;

    private static readonly TimeSpan TrimPeriod = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Stack<byte[]> _idle = new();
    private readonly int _maxIdle;
    private readonly ITimer _timer;
    private int _fewestIdle;
    private bool _isTrimming;

    /// <summary>Makes an empty pool.</summary>
    /// <param name="maxIdle">The most chunks kept; 256 (128 MiB) by default, what two loads of the default size take.</param>
    /// <param name="time">What tells the period after which idle chunks are let go.</param>
    public ChunkPool(int maxIdle = 256, TimeProvider? time = null)
    {
        _maxIdle = maxIdle;
        _timer = (time ?? TimeProvider.System).CreateTimer(static pool => ((ChunkPool)pool!).Trim(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public static ChunkPool Shared { get; } = new();

    /// <summary>The chunks kept.</summary>
    public int Idle
    {
        get
        {
            lock (_lock) return _idle.Count;
        }
    }

    /// <summary>A chunk of at least the given bytes; one larger than <see cref="ChunkSize"/> is made for the purpose and not kept.</summary>
    public byte[] Rent(int atLeast)
    {
        if (atLeast > ChunkSize) return GC.AllocateUninitializedArray<byte>(atLeast);
        lock (_lock)
        {
            if (_idle.TryPop(out var chunk))
            {
                _fewestIdle = Math.Min(_fewestIdle, _idle.Count);
                return chunk;
            }
        }

        return GC.AllocateUninitializedArray<byte>(ChunkSize);
    }

    /// <summary>Gives a chunk back.</summary>
    public void Return(byte[] chunk)
    {
        if (chunk.Length != ChunkSize) return;
        lock (_lock)
        {
            if (_idle.Count >= _maxIdle) return;
            _idle.Push(chunk);
            if (_isTrimming) return;
            _isTrimming = true;
            _fewestIdle = 0;
            _timer.Change(TrimPeriod, TrimPeriod);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Trim()
    {
        lock (_lock)
        {
            for (var n = _fewestIdle; n > 0; n--) _idle.Pop();
            _fewestIdle = _idle.Count;
            if (_idle.Count > 0) return;
            _isTrimming = false;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
