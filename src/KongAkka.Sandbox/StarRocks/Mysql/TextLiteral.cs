namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>Reads text literals with MySQL's escapes. What it gives is overwritten by the next one. Serves one thread.</summary>
internal sealed class TextLiteral
{
    private byte[] _plain = new byte[1024];

    /// <summary>Reads the literal at a quote.</summary>
    /// <exception cref="MysqlRefusedException">It does not end.</exception>
    public ReadOnlySpan<byte> Read(scoped ref SqlScanner scanner)
    {
        var rest = scanner.Rest;
        var quote = rest[0];
        rest = rest[1..];
        var end = rest.IndexOfAny(quote, (byte)'\\');
        if (end >= 0 && rest[end] == quote && !(end + 1 < rest.Length && rest[end + 1] == quote))
        {
            scanner.Skip(end + 2);
            return rest[..end];
        }

        return ReadEscaped(ref scanner, rest, quote);
    }

    private ReadOnlySpan<byte> ReadEscaped(scoped ref SqlScanner scanner, ReadOnlySpan<byte> text, byte quote)
    {
        var (at, length) = (0, 0);
        while (text[at..].IndexOfAny(quote, (byte)'\\') is var run and >= 0)
        {
            length = Append(text.Slice(at, run), length);
            at += run;
            var next = at + 1 < text.Length ? text[at + 1] : (byte)0;
            if (text[at] == quote && next != quote)
            {
                scanner.Skip(at + 2);
                return _plain.AsSpan(0, length);
            }

            if (at + 1 >= text.Length) break;
            length = text[at] == quote ? Append([quote], length) : AppendEscaped(next, length);
            at += 2;
        }

        throw scanner.Unexpected("the end of a text");
    }

    // \% and \_ keep their backslash, for LIKE.
    private int AppendEscaped(byte escaped, int length) => escaped switch
    {
        (byte)'n' => Append("\n"u8, length),
        (byte)'t' => Append("\t"u8, length),
        (byte)'r' => Append("\r"u8, length),
        (byte)'b' => Append("\b"u8, length),
        (byte)'0' => Append("\0"u8, length),
        (byte)'Z' => Append("\u001a"u8, length),
        (byte)'%' or (byte)'_' => Append([(byte)'\\', escaped], length),
        _ => Append([escaped], length),
    };

    private int Append(ReadOnlySpan<byte> bytes, int length)
    {
        if (length + bytes.Length > _plain.Length) Array.Resize(ref _plain, Math.Max(_plain.Length * 2, length + bytes.Length));
        bytes.CopyTo(_plain.AsSpan(length));
        return length + bytes.Length;
    }
}
