namespace KongAkka.Parsing.Json;

/// <summary>A position in the bytes of a JSON document. Where a read fails, the position is where Jackson's would be: Flink reads on from there.</summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> input, int position)
{
    /// <summary>The end of the document.</summary>
    public const int End = -1;

    /// <summary>A byte that is not allowed here.</summary>
    public const int Failed = -2;

    private readonly ReadOnlySpan<byte> _input = input;

    /// <summary>The index of the next byte.</summary>
    public int Position { get; set; } = position;

    /// <summary>Whether no byte is left.</summary>
    public readonly bool AtEnd => Position >= _input.Length;

    /// <summary>The bytes not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _input[Position..];

    /// <summary>The bytes from a position up to the current one.</summary>
    /// <param name="start">The first position.</param>
    public readonly ReadOnlySpan<byte> From(int start) => _input[start..Position];

    /// <summary>The next byte without reading it, or <see cref="End"/>.</summary>
    public readonly int Peek() => AtEnd ? End : _input[Position];

    /// <summary>Reads the next byte, or <see cref="End"/>.</summary>
    public int Read() => AtEnd ? End : _input[Position++];

    /// <summary>Reads the next byte that is no white space: the byte, <see cref="End"/>, or <see cref="Failed"/> at a control character or a comment.</summary>
    public int ReadPastSpace()
    {
        while (!AtEnd)
        {
            var c = _input[Position++];
            if (c == '/') return Failed;
            if (c > ' ') return c;
            if (c is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')) return Failed;
        }

        return End;
    }

    /// <summary>Reads a byte that continues a UTF-8 sequence and appends its bits to a code; <see cref="Failed"/> where it is none.</summary>
    /// <param name="code">The bits of the sequence so far.</param>
    public int ReadContinuation(int code)
    {
        var c = Read();
        return c >= 0 && (c & 0xC0) == 0x80 ? (code << 6) | (c & 0x3F) : Failed;
    }

    /// <summary>Reads the rest of a character as Jackson does to name it in an error; <see cref="Failed"/> where it is not UTF-8.</summary>
    /// <param name="first">The first byte, already read.</param>
    public int ReadOddCharacter(int first)
    {
        var (code, more) = first switch
        {
            < 0x80 => (first, 0),
            >= 0xC0 and < 0xE0 => (first & 0x1F, 1),
            >= 0xE0 and < 0xF0 => (first & 0x0F, 2),
            >= 0xF0 and < 0xF8 => (first & 0x07, 3),
            _ => (Failed, 0),
        };
        for (; more > 0 && code >= 0; more--) code = ReadContinuation(code);
        return code;
    }
}
