namespace KongAkka.Service.Hocon;

/// <summary>The fields of an object in the order in which they were first named.</summary>
internal sealed class HoconFields
{
    private readonly OrderedDictionary<string, HoconField> _fields = [];

    /// <summary>All fields.</summary>
    public IEnumerable<HoconField> All => _fields.Values;

    /// <summary>The field of a key, or null.</summary>
    /// <param name="key">The key.</param>
    public HoconField? Find(string key) => _fields.GetValueOrDefault(key);

    /// <summary>Gives a path one more value.</summary>
    /// <param name="path">The path; objects on the way are made.</param>
    /// <param name="value">The value.</param>
    public void Assign(HoconPath path, HoconNode value)
    {
        var fields = this;
        foreach (var key in path.Keys.SkipLast(1)) fields = fields.FieldOf(key).Open(value.Origin);
        fields.FieldOf(path.Keys[^1]).Give(value);
    }

    /// <summary>Takes over the fields of another object, as if they had been written behind the own ones.</summary>
    /// <param name="newer">The other object; not to be used afterwards.</param>
    public void Absorb(HoconFields newer)
    {
        foreach (var field in newer.All)
        {
            if (_fields.TryAdd(field.Key, field)) continue;
            foreach (var value in field.Values) _fields[field.Key].Give(value);
        }
    }

    private HoconField FieldOf(string key)
    {
        if (!_fields.TryGetValue(key, out var field)) _fields.Add(key, field = new HoconField(key));
        return field;
    }
}
