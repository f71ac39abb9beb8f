using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace KongAkka.Parsing;

/// <summary>
/// The values of a batch of records in one buffer, and what became of each. Reused from batch to batch; grows to the largest batch it has held.
/// Not thread-safe.
/// </summary>
public sealed class RecordValues
{
    /// <summary>The bytes behind any value that may be read, whatever they hold: a whole vector can be loaded wherever a value has a byte.</summary>
    internal const int Padding = 64;

    private readonly List<(int Record, string Detail)> _details = [];
    private byte[] _bytes;
    private int[] _starts;
    private int[] _lengths;
    private RecordFate[] _fates;
    private RecordHeader[] _headers;
    private int _used;

    /// <summary>Makes an empty batch with room for the given sizes before it has to grow.</summary>
    /// <param name="records">The records to expect.</param>
    /// <param name="bytes">The bytes of values to expect.</param>
    public RecordValues(int records = 1024, int bytes = 256 * 1024)
    {
        _bytes = new byte[bytes + Padding];
        _starts = new int[records];
        _lengths = new int[records];
        _fates = new RecordFate[records];
        _headers = new RecordHeader[records];
    }

    /// <summary>How many records the batch holds.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of all values.</summary>
    public int ByteCount => _used;

    /// <summary>The bytes that the buffer takes, used or not.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>The value of a record; empty for a tombstone.</summary>
    /// <param name="record">The record's index in the batch.</param>
    public ReadOnlySpan<byte> this[int record] => IsTombstone(record) ? [] : _bytes.AsSpan(_starts[record], _lengths[record]);

    /// <summary>The value of a record that is no tombstone, for reading by vectors.</summary>
    /// <param name="record">The record's index in the batch.</param>
    internal PaddedText Padded(int record) => new(_bytes.AsSpan(_starts[record], _lengths[record] + Padding));

    /// <summary>The fate of each record.</summary>
    public Span<RecordFate> Fates => _fates.AsSpan(0, Count);

    /// <summary>What a filter found of each record's shape.</summary>
    internal Span<RecordHeader> Headers => _headers.AsSpan(0, Count);

    /// <summary>Asks for the memory of a value ahead of its use: a value that is not in the cache costs more than reading it. A hint, without effect on some machines.</summary>
    /// <param name="record">The record's index; one behind the last is left alone.</param>
    internal unsafe void Prefetch(int record)
    {
        const int cacheLine = 64;
        const int most = 16 * cacheLine;
        if (!Sse.IsSupported || record >= Count) return;
        // The address may be out of date when the buffer moves: a prefetch from anywhere is harmless.
        var value = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_bytes)) + _starts[record];
        var length = Math.Min(_lengths[record], most);
        for (var at = 0; at < length; at += cacheLine) Sse.Prefetch0(value + at);
    }

    /// <summary>Whether a record has no value at all.</summary>
    /// <param name="record">The record's index in the batch.</param>
    public bool IsTombstone(int record) => _lengths[record] < 0;

    /// <summary>Appends a record with the given value.</summary>
    /// <param name="value">The value, copied.</param>
    public void Add(ReadOnlySpan<byte> value)
    {
        if (value.Length > _bytes.Length - Padding - _used) GrowBytes(value.Length);
        value.CopyTo(_bytes.AsSpan(_used));
        AddSlot(_used, value.Length);
        _used += value.Length;
    }

    /// <summary>Appends a record without a value.</summary>
    public void AddTombstone() => AddSlot(_used, -1);

    /// <summary>Marks a record as rejected and keeps a sentence that says why.</summary>
    /// <param name="record">The record's index in the batch.</param>
    /// <param name="fate">A rejecting fate.</param>
    /// <param name="detail">What was wrong, for a person.</param>
    public void Reject(int record, RecordFate fate, string detail)
    {
        _fates[record] = fate;
        _details.Add((record, detail));
    }

    /// <summary>The sentence given with a rejection; empty when there was none.</summary>
    /// <param name="record">The record's index in the batch.</param>
    public string Detail(int record) => _details.Find(d => d.Record == record).Detail ?? "";

    /// <summary>Forgets what became of the records, so that they can be decided again.</summary>
    public void ResetFates()
    {
        Fates.Clear();
        Headers.Clear();
        _details.Clear();
    }

    /// <summary>Empties the batch. A buffer that a large batch blew up is given back.</summary>
    /// <param name="keepBytes">The largest buffer to keep.</param>
    public void Clear(int keepBytes = int.MaxValue)
    {
        ResetFates();
        Count = 0;
        _used = 0;
        if (_bytes.Length - Padding > keepBytes) _bytes = new byte[keepBytes + Padding];
    }

    private void AddSlot(int start, int length)
    {
        if (Count == _starts.Length) GrowSlots();
        _starts[Count] = start;
        _lengths[Count] = length;
        Count++;
    }

    private void GrowBytes(int needed)
    {
        var size = Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, (long)_used + needed + Padding));
        Array.Resize(ref _bytes, checked((int)size));
    }

    private void GrowSlots()
    {
        var size = Math.Max(16, _starts.Length * 2);
        Array.Resize(ref _starts, size);
        Array.Resize(ref _lengths, size);
        Array.Resize(ref _fates, size);
        Array.Resize(ref _headers, size);
    }
}
