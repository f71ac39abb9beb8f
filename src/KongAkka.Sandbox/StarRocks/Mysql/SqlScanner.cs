using System.Text;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>Reads a statement from left to right, over blanks and comments.</summary>
internal ref struct SqlScanner(ReadOnlySpan<byte> sql, int at = 0)
{
    private const int ShownBytes = 40;

    private readonly ReadOnlySpan<byte> _sql = sql;

    /// <summary>Where it is.</summary>
    public int At { get; private set; } = at;

    /// <summary>What is left.</summary>
    public readonly ReadOnlySpan<byte> Rest => _sql[At..];

    /// <summary>The next byte that is neither blank nor comment; 0 at the end.</summary>
    public byte Peek()
    {
        while (At < _sql.Length)
        {
            var next = _sql[At];
            if (next is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') At++;
            else if (next == '/' && Rest.StartsWith("/*"u8)) SkipTo("*/"u8);
            else if (next == '#' || (next == '-' && Rest.StartsWith("-- "u8))) SkipTo("\n"u8);
            else return next;
        }

        return 0;
    }

    /// <summary>Passes over bytes.</summary>
    public void Skip(int count) => At += count;

    /// <summary>Passes over a sign when it is next.</summary>
    public bool TryTake(char sign)
    {
        if (Peek() != sign) return false;
        At++;
        return true;
    }

    /// <summary>Passes over a word when it is next; upper and lower case are the same.</summary>
    public bool TryTake(ReadOnlySpan<byte> word)
    {
        Peek();
        if (!Ascii.EqualsIgnoreCase(Word(), word)) return false;
        At += word.Length;
        return true;
    }

    /// <summary>Passes over what must be next.</summary>
    /// <exception cref="MysqlRefusedException">It is not.</exception>
    public void Take(char sign)
    {
        if (!TryTake(sign)) throw Unexpected($"'{sign}'");
    }

    /// <summary>The letters, digits and underscores that are next; empty for none.</summary>
    public readonly ReadOnlySpan<byte> Word()
    {
        var length = 0;
        while (At + length < _sql.Length && IsOfWord(_sql[At + length])) length++;
        return _sql.Slice(At, length);
    }

    /// <summary>Reads a name, in backquotes or without.</summary>
    /// <exception cref="MysqlRefusedException">There is none.</exception>
    public string TakeName()
    {
        if (!TryTake('`'))
        {
            var word = Word();
            if (word.IsEmpty) throw Unexpected("a name");
            At += word.Length;
            return Encoding.UTF8.GetString(word);
        }

        var length = Rest.IndexOf((byte)'`');
        if (length <= 0) throw Unexpected("a name in backquotes");
        var name = Encoding.UTF8.GetString(Rest[..length]);
        At += length + 1;
        return name;
    }

    /// <summary>What to say when something else should be next.</summary>
    /// <param name="expected">What should be.</param>
    public readonly MysqlRefusedException Unexpected(string expected)
    {
        var found = At >= _sql.Length ? "the end of the statement" : $"'{Encoding.UTF8.GetString(Rest[..Math.Min(Rest.Length, ShownBytes)])}'";
        return new MysqlRefusedException($"Getting syntax error. Detail message: Unexpected input {found} at byte {At}, the embedded StarRocks expects {expected}.");
    }

    private static bool IsOfWord(byte letter) => char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'_' or (byte)'$' or >= 0x80;

    private void SkipTo(ReadOnlySpan<byte> end)
    {
        var length = Rest.IndexOf(end);
        At = length < 0 ? _sql.Length : At + length + end.Length;
    }
}
