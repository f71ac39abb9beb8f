using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KongAkka.Sandbox.Traffic;

/// <summary>A text of UTF-8 that is written piece by piece and used again and again; it can also be absent (SQL's NULL, Kafka's tombstone).</summary>
internal sealed class Utf8Text
{
    private byte[] _bytes = new byte[64];
    private int _length;

    /// <summary>Whether there is no text at all, which is not the same as an empty one.</summary>
    public bool IsNull { get; private set; }

    /// <summary>The text; empty when there is none.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>The bytes of the text.</summary>
    public int Length => _length;

    /// <summary>Makes the text empty.</summary>
    public Utf8Text Clear()
    {
        _length = 0;
        IsNull = false;
        return this;
    }

    /// <summary>Makes the text absent.</summary>
    public void SetNull()
    {
        _length = 0;
        IsNull = true;
    }

    /// <summary>Makes the text equal to the given one.</summary>
    public Utf8Text Set(ReadOnlySpan<byte> text) => Clear().Add(text);

    /// <summary>Makes the text equal to the given one, absent if that is.</summary>
    public void Set(Utf8Text other)
    {
        if (other.IsNull) SetNull();
        else Set(other.Bytes);
    }

    /// <summary>Makes the text equal to the JSON string under a reader, its escapes undone.</summary>
    public void SetString(ref Utf8JsonReader reader)
    {
        Clear();
        var most = reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length;
        _length = reader.CopyString(Room(most));
    }

    /// <summary>Appends a text.</summary>
    public Utf8Text Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        _length += text.Length;
        return this;
    }

    /// <summary>Appends a text.</summary>
    public Utf8Text Add(Utf8Text text) => Add(text.Bytes);

    /// <summary>Appends one byte.</summary>
    public Utf8Text Add(byte value)
    {
        Room(1)[0] = value;
        _length++;
        return this;
    }

    /// <summary>Appends characters.</summary>
    public Utf8Text Add(string text)
    {
        _length += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));
        return this;
    }

    /// <summary>Appends a number, a time or the like.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">Its .NET format; the results of all formats used here are shorter than 64 bytes.</param>
    public Utf8Text Add<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        if (!value.TryFormat(Room(64), out var written, format, CultureInfo.InvariantCulture))
            throw new FormatException($"{value} does not fit into 64 bytes");
        _length += written;
        return this;
    }

    /// <summary>Appends the same text several times.</summary>
    public Utf8Text Repeat(ReadOnlySpan<byte> text, int times)
    {
        for (var i = 0; i < times; i++) Add(text);
        return this;
    }

    /// <summary>Cuts the text.</summary>
    /// <param name="length">The bytes that stay.</param>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _length);
        _length = length;
    }

    /// <inheritdoc/>
    public override string ToString() => IsNull ? "NULL" : Encoding.UTF8.GetString(Bytes);

    private Span<byte> Room(int bytes)
    {
        if (bytes > _bytes.Length - _length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));
        IsNull = false;
        return _bytes.AsSpan(_length);
    }
}
