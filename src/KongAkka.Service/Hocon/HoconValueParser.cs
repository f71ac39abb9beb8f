namespace KongAkka.Service.Hocon;

/// <summary>Reads values: texts, substitutions, lists and objects, and several of them in a row.</summary>
/// <param name="cursor">The place in the text, shared with the parser of objects.</param>
/// <param name="prefix">The path at which the text is included.</param>
/// <param name="parseObject">Reads an object.</param>
/// <param name="enter">Goes one level deeper.</param>
/// <param name="leave">Comes back.</param>
internal sealed class HoconValueParser(
    HoconCursor cursor,
    IReadOnlyList<string> prefix,
    Func<HoconNode.Object> parseObject,
    Action<string, HoconOrigin> enter,
    Action<int> leave)
{
    private const string TwoOnALine = "Two settings on one line need a comma between them; a text that holds = or : needs quotes.";

    /// <summary>Whether no value begins here.</summary>
    public bool IsAtEnd => cursor.Current.Kind is HoconTokenKind.End or HoconTokenKind.NewLine or HoconTokenKind.Comma
        or HoconTokenKind.CloseBrace or HoconTokenKind.CloseBracket;

    /// <summary>Reads a value.</summary>
    public HoconNode Parse()
    {
        var parts = new List<HoconNode>();
        var gap = default(HoconToken?);
        for (; !IsAtEnd; gap = cursor.Is(HoconTokenKind.Space) ? cursor.Take() : null)
        {
            if (cursor.Current.Kind is HoconTokenKind.EqualsSign or HoconTokenKind.Colon or HoconTokenKind.PlusEquals) throw MisplacedSign(parts);
            var part = ParsePart();
            if (parts.Count > 0) RefuseMixture(parts[^1], part);
            if (gap is { } space && parts.Count > 0) parts.Add(new HoconNode.Gap(space.Text, space.Origin));
            parts.Add(part);
        }

        if (parts.Count == 0) throw new HoconException(cursor.Current.Origin, "A value is missing.", "Write one, or \"\" for an empty text.");
        return parts.Count == 1 ? parts[0] : new HoconNode.Concatenation(parts, parts[0].Origin);
    }

    /// <summary>Takes what separates two fields or items: a comma or a line end.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TakeSeparator()
    {
        var separated = cursor.SkipLines();
        if (!cursor.TryTake(HoconTokenKind.Comma)) return separated;
        cursor.SkipLines();
        if (cursor.Is(HoconTokenKind.Comma)) throw new HoconException(cursor.Current.Origin, "Two commas stand in a row.", "Write one.");
        return true;
    }

    private HoconNode ParsePart()
    {
        var token = cursor.Current;
        switch (token.Kind)
        {
            case HoconTokenKind.Quoted:
            case HoconTokenKind.Unquoted:
                cursor.Take();
                return new HoconNode.Scalar(token.Text, token.Kind == HoconTokenKind.Quoted, token.Origin);
            case HoconTokenKind.OpenBrace:
                return parseObject();
            case HoconTokenKind.OpenBracket:
                return ParseArray();
            case HoconTokenKind.Substitution:
            case HoconTokenKind.OptionalSubstitution:
                return ParseSubstitution();
            default:
                throw new HoconException(token.Origin, $"'{token.Text}' stands where a value should.", "Write a value, in quotes when it is a text with such signs.");
        }
    }

    private HoconNode.Array ParseArray()
    {
        var open = cursor.Take().Origin;
        enter("[]", open);
        var items = new List<HoconNode>();
        cursor.SkipLines();
        while (!IsAtEnd)
        {
            items.Add(Parse());
            if (!TakeSeparator()) break;
        }

        leave(1);
        if (cursor.Is(HoconTokenKind.Comma)) throw new HoconException(cursor.Current.Origin, "A comma stands where an item should.", "Write one comma between two items.");
        if (!cursor.TryTake(HoconTokenKind.CloseBracket)) throw new HoconException(open, "This [ is never closed.", "Write a ] where the list ends.");
        return new HoconNode.Array(items, open);
    }

    private HoconNode.Substitution ParseSubstitution()
    {
        var open = cursor.Take();
        cursor.SkipSpace();
        var tokens = cursor.TakePath();
        if (tokens.Count == 0 || !cursor.TryTake(HoconTokenKind.CloseBrace))
            throw new HoconException(open.Origin, "A substitution is not written as one.", "Write ${path} or ${?path}, for example ${?KAFKA_PASSWORD}.");
        var path = HoconPath.Read(tokens, open.Origin);
        IReadOnlyList<HoconPath> paths = prefix.Count == 0 ? [path] : [path.Below(prefix), path];
        return new HoconNode.Substitution(paths, open.Kind == HoconTokenKind.OptionalSubstitution, open.Origin);
    }

    private HoconException MisplacedSign(List<HoconNode> parts)
    {
        var sign = cursor.Current;
        return parts switch
        {
            [] => new HoconException(sign.Origin, $"'{sign.Text}' stands where a value should.", "Write a value, in quotes when it is a text with such signs."),
            // The text may be a secret: it is not repeated.
            [HoconNode.Scalar] => new HoconException(sign.Origin, $"'{sign.Text}' cannot follow a text in a value.", $"Put a text that holds '{sign.Text}' in quotes."),
            _ => new HoconException(sign.Origin, $"'{sign.Text}' cannot stand in a value.", TwoOnALine),
        };
    }

    /// <summary>Refuses a text beside an object or a list where no substitution leaves it open what will be there.</summary>
    private static void RefuseMixture(HoconNode left, HoconNode right)
    {
        if (Form(left) is { } a && Form(right) is { } b && a != b)
            throw new HoconException(right.Origin, $"{a} and {b} cannot be one value.", TwoOnALine);
    }

    private static string? Form(HoconNode node) => node switch
    {
        HoconNode.Scalar => "a text",
        HoconNode.Object => "an object",
        HoconNode.Array => "a list",
        _ => null,
    };
}
