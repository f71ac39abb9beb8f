using System.Globalization;
using System.Text;

namespace KongAkka.Service.Hocon;

/// <summary>Cuts a text into tokens.</summary>
internal sealed class HoconLexer
{
    private const string Forbidden = "$\"{}[]:=,+#`^?!@*&\\";

    private readonly string _text;
    private readonly string _source;
    private readonly List<HoconToken> _tokens = [];
    private int _at;
    private int _line = 1;
    private int _lineStart;

    private HoconLexer(string text, string source)
    {
        _text = text;
        _source = source;
    }

    private HoconOrigin Here => new(_source, _line, _at - _lineStart + 1);

    /// <summary>The tokens of a text; the last one is <see cref="HoconTokenKind.End"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">What it came from.</param>
    /// <exception cref="HoconException">A character or a string that HOCON does not know.</exception>
    public static List<HoconToken> Read(string text, string source)
    {
        var lexer = new HoconLexer(text, source);
        if (text.StartsWith('\uFEFF')) lexer._at = 1;
        while (lexer._at < text.Length) lexer.ReadToken();
        lexer.Add(HoconTokenKind.End, "", 0);
        return lexer._tokens;
    }

    private void ReadToken()
    {
        var c = _text[_at];
        if (c == '\n') ReadNewLine();
        else if (IsSpace(c)) ReadSpace();
        else if (c == '#' || IsAt("//")) SkipComment();
        else if (c == '"') ReadQuoted();
        else if (IsAt("${?")) Add(HoconTokenKind.OptionalSubstitution, "${?", 3);
        else if (IsAt("${")) Add(HoconTokenKind.Substitution, "${", 2);
        else if (IsAt("+=")) Add(HoconTokenKind.PlusEquals, "+=", 2);
        else if (Punctuation(c) is { } kind) Add(kind, c.ToString(), 1);
        else if (Forbidden.Contains(c)) throw new HoconException(Here, $"'{c}' cannot stand outside of quotes.", "Put the whole text in quotes: \"…\".");
        else ReadUnquoted();
    }

    private void ReadNewLine()
    {
        Add(HoconTokenKind.NewLine, "\n", 1);
        NextLine();
    }

    private void NextLine()
    {
        _line++;
        _lineStart = _at;
    }

    private void ReadSpace()
    {
        var end = _at + 1;
        while (end < _text.Length && _text[end] != '\n' && IsSpace(_text[end])) end++;
        Add(HoconTokenKind.Space, _text[_at..end], end - _at);
    }

    private void SkipComment()
    {
        var end = _text.IndexOf('\n', _at);
        _at = end < 0 ? _text.Length : end;
    }

    private void ReadUnquoted()
    {
        var end = _at + 1;
        while (end < _text.Length && ContinuesUnquoted(end)) end++;
        Add(HoconTokenKind.Unquoted, _text[_at..end], end - _at);
    }

    private bool ContinuesUnquoted(int at) => _text[at] switch
    {
        '+' => _text[at - 1] is 'e' or 'E' && _text[_at] is '-' or (>= '0' and <= '9') && at + 1 < _text.Length && char.IsAsciiDigit(_text[at + 1]),
        '/' => at + 1 >= _text.Length || _text[at + 1] != '/',
        '\n' => false,
        var c => !IsSpace(c) && !Forbidden.Contains(c),
    };

    private void ReadQuoted()
    {
        if (IsAt("\"\"\"")) ReadTripleQuoted();
        else ReadSingleQuoted();
    }

    private void ReadTripleQuoted()
    {
        var start = Here;
        var begin = _at + 3;
        var end = _text.IndexOf("\"\"\"", begin, StringComparison.Ordinal);
        if (end < 0) throw new HoconException(start, "A string in three quotes has no end.", "Close it with \"\"\".");
        while (end + 3 < _text.Length && _text[end + 3] == '"') end++;
        _tokens.Add(new HoconToken(HoconTokenKind.Quoted, _text[begin..end], start));
        for (; _at < end + 3; _at++)
        {
            if (_text[_at] != '\n') continue;
            _line++;
            _lineStart = _at + 1;
        }
    }

    private void ReadSingleQuoted()
    {
        var start = Here;
        var value = new StringBuilder();
        for (_at++; ; _at++)
        {
            if (_at >= _text.Length || _text[_at] == '\n')
                throw new HoconException(start, "A string has no end on its line.", "Close it with a quote, or use \"\"\" for a text of several lines.");
            if (_text[_at] == '"') break;
            value.Append(_text[_at] == '\\' ? ReadEscape() : _text[_at]);
        }

        _at++;
        _tokens.Add(new HoconToken(HoconTokenKind.Quoted, value.ToString(), start));
    }

    /// <summary>Reads an escape and leaves the position on its last character.</summary>
    private char ReadEscape()
    {
        var start = Here;
        var c = _at + 1 < _text.Length ? _text[++_at] : '\n';
        return c switch
        {
            '"' or '\\' or '/' => c,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => ReadUnicodeEscape(start),
            _ => throw new HoconException(start, "A backslash is followed by something that is no escape of JSON.", @"Write \\ for a backslash, or use """"""…"""""" where nothing is escaped."),
        };
    }

    private char ReadUnicodeEscape(HoconOrigin start)
    {
        var digits = _text.AsSpan(_at + 1, Math.Min(4, _text.Length - _at - 1));
        if (digits.Length < 4 || !ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            throw new HoconException(start, @"\u is not followed by four hexadecimal digits.", @"Write it as in \u00e9.");
        _at += 4;
        return (char)code;
    }

    private void Add(HoconTokenKind kind, string text, int length)
    {
        _tokens.Add(new HoconToken(kind, text, Here));
        _at += length;
    }

    private bool IsAt(string text) => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\uFEFF' or (>= '\u001C' and <= '\u001F');

    private static HoconTokenKind? Punctuation(char c) => c switch
    {
        '{' => HoconTokenKind.OpenBrace,
        '}' => HoconTokenKind.CloseBrace,
        '[' => HoconTokenKind.OpenBracket,
        ']' => HoconTokenKind.CloseBracket,
        ',' => HoconTokenKind.Comma,
        '=' => HoconTokenKind.EqualsSign,
        ':' => HoconTokenKind.Colon,
        _ => null,
    };
}
