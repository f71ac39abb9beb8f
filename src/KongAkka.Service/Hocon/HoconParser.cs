namespace KongAkka.Service.Hocon;

/// <summary>
/// Reads HOCON (<c>lightbend/config</c>, <c>HOCON.md</c>) into a tree whose substitutions are not resolved yet. It is stricter than the specification in one point:
/// what looks like two settings on one line is an error instead of one odd text.
/// </summary>
internal sealed class HoconParser
{
    private const int MaxDepth = 100;

    private readonly HoconCursor _cursor;
    private readonly HoconIncludes _includes;
    private readonly HoconValueParser _values;
    private readonly List<string> _path;

    private HoconParser(string text, string source, HoconIncludes includes, IReadOnlyList<string> prefix)
    {
        _cursor = new HoconCursor(HoconLexer.Read(text, source));
        _includes = includes;
        _path = [.. prefix];
        _values = new HoconValueParser(_cursor, prefix, ParseObject, Enter, Leave);
    }

    /// <summary>Reads a whole text.</summary>
    /// <param name="text">The text: an object whose outer braces may be missing.</param>
    /// <param name="source">What it came from, for messages.</param>
    /// <param name="includes">Finds what it includes.</param>
    /// <param name="prefix">The path at which it is included; empty for the root.</param>
    /// <exception cref="HoconException">It is not HOCON.</exception>
    public static HoconFields ParseText(string text, string source, HoconIncludes includes, IReadOnlyList<string> prefix) =>
        new HoconParser(text, source, includes, prefix).ParseRoot();

    /// <summary>Reads a single value.</summary>
    /// <param name="text">The value.</param>
    /// <param name="source">What it came from, for messages.</param>
    /// <param name="includes">Finds what it includes.</param>
    /// <exception cref="HoconException">It is not a value of HOCON.</exception>
    public static HoconNode ParseValue(string text, string source, HoconIncludes includes)
    {
        var parser = new HoconParser(text, source, includes, []);
        parser._cursor.SkipLines();
        var value = parser._values.Parse();
        parser._cursor.SkipLines();
        parser.ExpectEnd();
        return value;
    }

    private HoconFields ParseRoot()
    {
        var fields = new HoconFields();
        _cursor.SkipLines();
        if (_cursor.Is(HoconTokenKind.OpenBracket))
            throw new HoconException(_cursor.Current.Origin, "The file holds a list.", "A configuration is an object: key = value.");
        if (_cursor.Is(HoconTokenKind.OpenBrace)) ParseBraces(fields);
        else ParseFields(fields, HoconTokenKind.End);
        _cursor.SkipLines();
        ExpectEnd();
        return fields;
    }

    private HoconNode.Object ParseObject()
    {
        var origin = _cursor.Current.Origin;
        var fields = new HoconFields();
        ParseBraces(fields);
        return new HoconNode.Object(fields, origin);
    }

    private void ParseBraces(HoconFields fields)
    {
        var open = _cursor.Take().Origin;
        ParseFields(fields, HoconTokenKind.CloseBrace);
        if (!_cursor.TryTake(HoconTokenKind.CloseBrace))
            throw new HoconException(open, "This { is never closed.", "Write a } where the object ends.");
    }

    private void ParseFields(HoconFields fields, HoconTokenKind close)
    {
        _cursor.SkipLines();
        while (!_cursor.Is(close) && !_cursor.Is(HoconTokenKind.End))
        {
            if (_cursor.Current is { Kind: HoconTokenKind.Unquoted, Text: "include" }) ParseInclude(fields);
            else ParseField(fields);
            if (!_values.TakeSeparator()) break;
        }
    }

    private void ParseField(HoconFields fields)
    {
        var start = _cursor.Current;
        var tokens = _cursor.TakePath();
        if (tokens.Count == 0) throw NoKey(start);
        var path = HoconPath.Read(tokens, start.Origin);
        _cursor.SkipLines();
        foreach (var key in path.Keys) Enter(key, start.Origin);
        fields.Assign(path, ParseFieldValue(path, start.Origin));
        Leave(path.Keys.Count);
    }

    private HoconNode ParseFieldValue(HoconPath path, HoconOrigin origin)
    {
        if (_cursor.Is(HoconTokenKind.OpenBrace)) return _values.Parse();
        var sign = _cursor.Take();
        if (sign.Kind is not (HoconTokenKind.EqualsSign or HoconTokenKind.Colon or HoconTokenKind.PlusEquals))
            throw new HoconException(origin, $"{path} has no value.", "Write key = value or key { … }.");
        _cursor.SkipLines();
        if (_values.IsAtEnd) throw new HoconException(origin, $"{path} has no value.", $"Write a value behind '{sign.Text}'; an empty text is \"\".");
        var value = _values.Parse();
        return sign.Kind == HoconTokenKind.PlusEquals ? new HoconNode.Append(value, origin) : value;
    }

    private void ParseInclude(HoconFields fields)
    {
        var origin = _cursor.Take().Origin;
        _cursor.SkipLines();
        var opening = _cursor.Is(HoconTokenKind.Unquoted) ? _cursor.Take().Text : "";
        var file = _cursor.Take();
        var closing = _cursor.Is(HoconTokenKind.Unquoted) ? _cursor.Take().Text : "";
        var required = (opening, closing) switch
        {
            ("", "") or ("file(", ")") => false,
            ("required(", ")") or ("required(file(", "))") => true,
            _ => default(bool?),
        };
        if (required is null || file.Kind != HoconTokenKind.Quoted)
            throw new HoconException(origin, "This include names no file.", "Write include \"file\", or include required(file(\"file\")) when it must be there.");
        if (_includes.Load(file.Text, required.Value, origin, _path) is { } included) fields.Absorb(included);
    }

    private void Enter(string key, HoconOrigin origin)
    {
        if (_path.Count >= MaxDepth) throw new HoconException(origin, $"Objects and lists lie more than {MaxDepth} deep in each other.", "Make the configuration flatter.");
        _path.Add(key);
    }

    private void Leave(int count) => _path.RemoveRange(_path.Count - count, count);

    private static HoconException NoKey(HoconToken token) => token.Kind switch
    {
        HoconTokenKind.CloseBrace => new HoconException(token.Origin, "This } closes nothing.", "Remove it, or open the object with a {."),
        HoconTokenKind.Comma => new HoconException(token.Origin, "A comma stands where a key should.", "Write one comma between two settings."),
        HoconTokenKind.Substitution or HoconTokenKind.OptionalSubstitution =>
            new HoconException(token.Origin, "A substitution stands where a key should.", "Keys are written out; ${…} can only be part of a value."),
        _ => new HoconException(token.Origin, $"'{token.Text}' stands where a key should.", "Write key = value."),
    };

    private void ExpectEnd()
    {
        if (!_cursor.Is(HoconTokenKind.End))
            throw new HoconException(_cursor.Current.Origin, $"'{_cursor.Current.Text}' stands behind the end.", "Remove it, or open what it closes.");
    }
}
