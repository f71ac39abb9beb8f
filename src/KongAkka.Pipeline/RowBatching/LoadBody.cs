using System.Buffers;

namespace KongAkka.Pipeline.RowBatching;

/// <summary>The body of a load: bytes in pooled chunks, written once and read as often as it takes. Not thread-safe while it is written.</summary>
public sealed class LoadBody : IDisposable
{
    /// <summary>The bytes of an ordinary chunk.</summary>
    public const int ChunkSize = 512 * 1024;

    private readonly List<(byte[] Bytes, int Used)> _full = [];
    private byte[] _chunk = [];
    private int _used;

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

    /// <summary>The chunks in order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Chunks()
    {
        foreach (var (bytes, used) in _full) yield return bytes.AsMemory(0, used);
        if (_used > 0) yield return _chunk.AsMemory(0, _used);
    }

    /// <summary>Gives the chunks back.</summary>
    public void Dispose()
    {
        foreach (var (bytes, _) in _full) ArrayPool<byte>.Shared.Return(bytes);
        if (_chunk.Length > 0) ArrayPool<byte>.Shared.Return(_chunk);
        _full.Clear();
        _chunk = [];
        _used = 0;
    }

    private void NextChunk(int atLeast)
    {
        if (_used > 0) _full.Add((_chunk, _used));
        else if (_chunk.Length > 0) ArrayPool<byte>.Shared.Return(_chunk);
        _chunk = ArrayPool<byte>.Shared.Rent(Math.Max(ChunkSize, atLeast));
        _used = 0;
    }
}
