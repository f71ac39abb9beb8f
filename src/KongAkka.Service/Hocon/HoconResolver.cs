namespace KongAkka.Service.Hocon;

/// <summary>
/// Turns a tree with substitutions into values. A substitution sees the whole document, the last value of a key; one that leads back to the key it is part of
/// sees what that key held before. What is not in the document is looked up in the environment.
/// </summary>
/// <param name="root">The document.</param>
/// <param name="environment">Gives the value of an environment variable, or null.</param>
internal sealed class HoconResolver(HoconFields root, Func<string, string?> environment)
{
    private const int MaxDepth = 400;
    private const int MaxSteps = 100_000;

    // Keys whose value is being worked out, and which of their values that is: from there, only the older ones are seen.
    private readonly Dictionary<HoconField, int> _open = [];
    private int _depth;
    private int _steps;

    /// <summary>The outermost keys to which substitutions refer.</summary>
    public HashSet<string> ReferredRoots { get; } = [];

    /// <summary>The whole document.</summary>
    /// <exception cref="HoconException">A substitution leads nowhere, in a circle or to a value of the wrong kind.</exception>
    public HoconObject Resolve() => Evaluate(root, default);

    private HoconObject Evaluate(HoconFields fields, HoconOrigin origin)
    {
        var values = new OrderedDictionary<string, HoconValue>();
        foreach (var field in fields.All)
        {
            var value = Evaluate(field, SeenValues(field));
            if (value is not null) values.Add(field.Key, value);
            else if (_open.ContainsKey(field)) throw Circle(field.Values[0].Origin, field.Key);
        }

        return new HoconObject(values, origin);
    }

    /// <summary>The value of a key of which only the first so many values count; objects are merged as long as there are objects.</summary>
    private HoconValue? Evaluate(HoconField field, int count)
    {
        HoconObject? result = null;
        for (var i = count - 1; i >= 0; i--)
        {
            var value = EvaluateValue(field, i);
            if (value is null) continue;
            if (value is not HoconObject layer) return result ?? value;
            result = result is null ? layer : HoconObject.Merge(layer, result);
        }

        return result;
    }

    private HoconValue? EvaluateValue(HoconField field, int index) => field.Values[index] switch
    {
        HoconNode.Object literal => Nested(literal.Origin, () => Evaluate(literal.Fields, literal.Origin)),
        HoconNode.Concatenation row => Join(row, part => part is HoconNode.Object ? Evaluate(part) : WhileOpen(field, index, () => Evaluate(part))),
        HoconNode.Append append => WhileOpen(field, index, () => Append(append, Evaluate(field, index))),
        var node => WhileOpen(field, index, () => Evaluate(node)),
    };

    private HoconValue? Evaluate(HoconNode node) => Nested(node.Origin, () => node switch
    {
        HoconNode.Scalar scalar => new HoconScalar(scalar.Text, scalar.Quoted, scalar.Origin),
        HoconNode.Object literal => Evaluate(literal.Fields, literal.Origin),
        HoconNode.Array array => new HoconArray([.. array.Items.Select(Evaluate).OfType<HoconValue>()], array.Origin),
        HoconNode.Substitution substitution => Substitute(substitution),
        HoconNode.Concatenation row => Join(row, Evaluate),
        _ => throw new InvalidOperationException($"{node.GetType().Name} is no value"),
    });

    private HoconValue? Substitute(HoconNode.Substitution substitution)
    {
        ReferredRoots.UnionWith(substitution.Paths.Select(p => p.Keys[0]));
        foreach (var path in substitution.Paths)
        {
            if (Find(root, path.Keys.ToArray()) is { } value) return value;
        }

        var name = substitution.Paths[^1];
        if (environment(name.Plain) is { } text)
            return new HoconScalar(text, Quoted: true, substitution.Origin with { Source = $"environment variable {name.Plain} in {substitution.Origin.Source}" });
        if (substitution.Optional) return null;
        if (substitution.Paths.Any(p => LeadsBack(root, p.Keys))) throw Circle(substitution.Origin, name.ToString());
        throw new HoconException(substitution.Origin, $"${{{name}}} is set nowhere.",
            $"Set the environment variable {name.Plain} or the key {name}, or write ${{?{name}}} when it may be missing.");
    }

    /// <summary>Finds a value by its path and works out no more than is needed for it, so that an object may refer to its own parts.</summary>
    private HoconValue? Find(HoconFields fields, ReadOnlyMemory<string> keys)
    {
        if (fields.Find(keys.Span[0]) is not { } field) return null;
        if (keys.Length == 1) return Evaluate(field, SeenValues(field));
        HoconObject? result = null;
        for (var i = SeenValues(field) - 1; i >= 0; i--)
        {
            foreach (var part in Layers(field.Values[i]))
            {
                var value = FindIn(part, field, i, keys[1..], out var hides);
                if (value is not (null or HoconObject)) return result ?? value;
                if (value is HoconObject layer) result = result is null ? layer : HoconObject.Merge(layer, result);
                if (hides) return result;
            }
        }

        return result;
    }

    private HoconValue? FindIn(HoconNode part, HoconField field, int index, ReadOnlyMemory<string> keys, out bool hides)
    {
        hides = false;
        if (part is HoconNode.Object literal) return Find(literal.Fields, keys);
        var value = WhileOpen(field, index, () => part is HoconNode.Append append ? Append(append, Evaluate(field, index)) : Evaluate(part));
        hides = value is not (null or HoconObject);
        return value is HoconObject found && found.TryFind(out var inner, keys.Span) ? inner : null;
    }

    /// <summary>What lies over each other in a value, the uppermost first: the parts of a row that holds objects, else the value alone.</summary>
    private static IEnumerable<HoconNode> Layers(HoconNode value) =>
        value is HoconNode.Concatenation row && row.Parts.Any(p => p is HoconNode.Object) ? row.Parts.Where(p => p is not HoconNode.Gap).Reverse() : [value];

    private bool LeadsBack(HoconFields fields, IReadOnlyList<string> keys)
    {
        foreach (var key in keys)
        {
            if (fields.Find(key) is not { } field) return false;
            if (_open.ContainsKey(field)) return true;
            if (field.Values is not [.., HoconNode.Object last]) return false;
            fields = last.Fields;
        }

        return false;
    }

    private static HoconValue? Join(HoconNode.Concatenation row, Func<HoconNode, HoconValue?> evaluate) =>
        HoconConcatenation.Join(row.Parts.Select(part => part is HoconNode.Gap gap ? new HoconGap(gap.Text, gap.Origin) : evaluate(part)), row.Origin);

    private HoconArray Append(HoconNode.Append append, HoconValue? before)
    {
        if (before is not (null or HoconArray))
            throw new HoconException(append.Origin, $"+= appends to a list, but the key holds {before.Kind}.", "Set the key to a list first, or write = instead.");
        var item = Evaluate(append.Item);
        return new HoconArray([.. (before as HoconArray)?.Items ?? [], .. item is null ? [] : new[] { item }], append.Origin);
    }

    private int SeenValues(HoconField field) => _open.TryGetValue(field, out var index) ? index : field.Values.Count;

    private HoconValue? WhileOpen(HoconField field, int index, Func<HoconValue?> evaluate)
    {
        var before = _open.TryGetValue(field, out var outer) ? outer : -1;
        _open[field] = index;
        var value = evaluate();
        if (before < 0) _open.Remove(field);
        else _open[field] = before;
        return value;
    }

    private HoconValue? Nested(HoconOrigin origin, Func<HoconValue?> evaluate)
    {
        if (++_depth > MaxDepth || ++_steps > MaxSteps)
            throw new HoconException(origin, "Substitutions lead to substitutions without end in sight.", "Refer to the values directly.");
        var value = evaluate();
        _depth--;
        return value;
    }

    private static HoconException Circle(HoconOrigin origin, string name) =>
        new(origin, $"{name} refers to itself.", "Break the circle of substitutions.");
}
