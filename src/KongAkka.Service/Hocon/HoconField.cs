namespace KongAkka.Service.Hocon;

/// <summary>
/// A key of an object and every value it was given, in order. The last one counts, but objects are merged with those before them,
/// and a value that refers to its own key sees what was there before.
/// </summary>
/// <param name="key">The key.</param>
internal sealed class HoconField(string key)
{
    private readonly List<HoconNode> _values = [];

    /// <summary>The key.</summary>
    public string Key => key;

    /// <summary>The values, the oldest first.</summary>
    public IReadOnlyList<HoconNode> Values => _values;

    /// <summary>The object to which deeper keys go: the value given last when it is one, else a new one.</summary>
    /// <param name="origin">Where a new one comes from.</param>
    public HoconFields Open(HoconOrigin origin)
    {
        if (_values is [.., HoconNode.Object last]) return last.Fields;
        var fields = new HoconFields();
        _values.Add(new HoconNode.Object(fields, origin));
        return fields;
    }

    /// <summary>Gives the key one more value.</summary>
    /// <param name="value">The value; belongs to the field afterwards.</param>
    public void Give(HoconNode value)
    {
        if (value is HoconNode.Object newer && _values is [.., HoconNode.Object last]) last.Fields.Absorb(newer.Fields);
        else _values.Add(value);
    }
}
