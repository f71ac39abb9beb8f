using System.Diagnostics.CodeAnalysis;

namespace KongAkka.Service.Hocon;

/// <summary>A resolved object; keys keep the order in which they were first written.</summary>
internal sealed record HoconObject : HoconValue
{
    private readonly OrderedDictionary<string, HoconValue> _fields;

    /// <summary>Makes an object.</summary>
    /// <param name="fields">Its fields; not to be changed afterwards.</param>
    /// <param name="origin">Where it was written first.</param>
    public HoconObject(OrderedDictionary<string, HoconValue> fields, HoconOrigin origin)
        : base(origin) => _fields = fields;

    /// <summary>The fields.</summary>
    public IReadOnlyDictionary<string, HoconValue> Fields => _fields;

    /// <inheritdoc/>
    public override string Kind => "an object";

    /// <summary>Two objects as one: fields of both, those of the newer one win, objects are merged in turn.</summary>
    /// <param name="older">The older one.</param>
    /// <param name="newer">The newer one.</param>
    public static HoconObject Merge(HoconObject older, HoconObject newer)
    {
        var fields = new OrderedDictionary<string, HoconValue>(older._fields);
        foreach (var (key, value) in newer._fields)
            fields[key] = value is HoconObject n && fields.GetValueOrDefault(key) is HoconObject o ? Merge(o, n) : value;
        return new HoconObject(fields, newer.Origin);
    }

    /// <summary>Finds the value at a path.</summary>
    /// <param name="value">The value; null when there is none.</param>
    /// <param name="keys">The keys of the path.</param>
    public bool TryFind([NotNullWhen(true)] out HoconValue? value, params ReadOnlySpan<string> keys)
    {
        value = this;
        foreach (var key in keys) value = (value as HoconObject)?._fields.GetValueOrDefault(key);
        return value is not null;
    }
}
