namespace KongAkka.Service.Hocon;

/// <summary>A place in the tokens of a text.</summary>
/// <param name="tokens">The tokens; the last one is the end.</param>
internal sealed class HoconCursor(List<HoconToken> tokens)
{
    private int _at;

    /// <summary>The token at this place.</summary>
    public HoconToken Current => tokens[_at];

    /// <summary>Whether the token at this place is of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public bool Is(HoconTokenKind kind) => Current.Kind == kind;

    /// <summary>Goes on by one token and returns the one passed.</summary>
    public HoconToken Take()
    {
        var token = Current;
        if (token.Kind != HoconTokenKind.End) _at++;
        return token;
    }

    /// <summary>Goes on when the token is of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Whether it was.</returns>
    public bool TryTake(HoconTokenKind kind)
    {
        if (!Is(kind)) return false;
        Take();
        return true;
    }

    /// <summary>Skips white space within the line.</summary>
    public void SkipSpace()
    {
        while (Is(HoconTokenKind.Space)) Take();
    }

    /// <summary>Skips white space and line ends.</summary>
    /// <returns>Whether there was a line end.</returns>
    public bool SkipLines()
    {
        var lines = false;
        for (; Is(HoconTokenKind.Space) || Is(HoconTokenKind.NewLine); Take()) lines |= Is(HoconTokenKind.NewLine);
        return lines;
    }

    /// <summary>Takes the texts of a path and the spaces between them, without the spaces behind it.</summary>
    public List<HoconToken> TakePath()
    {
        var path = new List<HoconToken>();
        while (Current.Kind is HoconTokenKind.Quoted or HoconTokenKind.Unquoted or HoconTokenKind.Space) path.Add(Take());
        while (path is [.., { Kind: HoconTokenKind.Space }]) path.RemoveAt(path.Count - 1);
        return path;
    }
}
