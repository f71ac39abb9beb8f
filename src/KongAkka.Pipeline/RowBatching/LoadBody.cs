namespace KongAkka.Pipeline.RowBatching;

/// <summary>The body of a load: bytes in pooled chunks, written once and read as often as it takes. Not thread-safe while it is written.</summary>
public sealed class LoadBody : IDisposable
{
    /// <summary>The bytes of an ordinary chunk.</summary>
    public const int ChunkSize = ChunkPool.ChunkSize;

    private readonly ChunkPool _pool;
    private readonly List<(byte[] Bytes, int Used)> _full = [];
    private byte[] _chunk = [];
    private int _used;
    private bool _disposed;

    /// <summary>Makes an empty body.</summary>
    public LoadBody()
        : this(ChunkPool.Shared)
    {
    }

    internal LoadBody(ChunkPool pool) => _pool = pool;

    /// <summary>The bytes written.</summary>
    public long Length { get; private set; }

    /// <summary>Room for at least the given bytes, to be claimed by <see cref="Advance"/>.</summary>
    /// <param name="bytes">The room needed in one piece.</param>
    public Span<byte> Reserve(int bytes)
    {
        if (bytes > _chunk.Length - _used) NextChunk(bytes);
        return _chunk.AsSpan(_used);
    }

    /// <summary>Claims what was written into the room given by <see cref="Reserve"/>.</summary>
    /// <param name="bytes">The bytes written.</param>
    public void Advance(int bytes)
    {
        _used += bytes;
        Length += bytes;
    }

    /// <summary>Takes back the bytes written last.</summary>
    /// <param name="bytes">How many; at most <see cref="Length"/>.</param>
    public void Retract(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, Length);
        Length -= bytes;
        while (bytes > _used)
        {
            bytes -= _used;
            _pool.Return(_chunk);
            (_chunk, _used) = _full[^1];
            _full.RemoveAt(_full.Count - 1);
        }

        _used -= (int)bytes;
    }

    /// <summary>The chunks in order.</summary>
    /// <exception cref="ObjectDisposedException">The chunks were given back.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Chunks()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        foreach (var (bytes, used) in _full) yield return bytes.AsMemory(0, used);
        if (_used > 0) yield return _chunk.AsMemory(0, _used);
    }

    /// <summary>Gives the chunks back.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        foreach (var (bytes, _) in _full) _pool.Return(bytes);
        _pool.Return(_chunk);
        _full.Clear();
        _chunk = [];
        _used = 0;
    }

    private void NextChunk(int atLeast)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_used > 0) _full.Add((_chunk, _used));
        else _pool.Return(_chunk);
        _chunk = _pool.Rent(atLeast);
        _used = 0;
    }
}
