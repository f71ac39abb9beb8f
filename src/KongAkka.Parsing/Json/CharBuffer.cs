namespace KongAkka.Parsing.Json;

/// <summary>A text that grows, in UTF-16 as Java keeps it: unpaired surrogates included. Reused from record to record.</summary>
internal sealed class CharBuffer
{
    private char[] _chars = new char[512];

    /// <summary>How many UTF-16 units the text has.</summary>
    public int Length { get; private set; }

    /// <summary>The text.</summary>
    public ReadOnlySpan<char> Span => _chars.AsSpan(0, Length);

    /// <summary>Makes the text empty.</summary>
    public void Clear() => Length = 0;

    /// <summary>Appends a UTF-16 unit.</summary>
    /// <param name="c">The unit.</param>
    public void Append(char c)
    {
        if (Length == _chars.Length) Grow(1);
        _chars[Length++] = c;
    }

    /// <summary>Appends bytes of ASCII.</summary>
    /// <param name="ascii">The bytes; each must be below 0x80.</param>
    public void Append(ReadOnlySpan<byte> ascii)
    {
        if (ascii.Length > _chars.Length - Length) Grow(ascii.Length);
        System.Text.Ascii.ToUtf16(ascii, _chars.AsSpan(Length), out var written);
        Length += written;
    }

    /// <summary>Appends text.</summary>
    /// <param name="text">The text.</param>
    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > _chars.Length - Length) Grow(text.Length);
        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    private void Grow(int needed) => Array.Resize(ref _chars, Math.Max(_chars.Length * 2, Length + needed));
}
