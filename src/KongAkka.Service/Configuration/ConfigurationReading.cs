using KongAkka.Service.Hocon;

namespace KongAkka.Service.Configuration;

/// <summary>What came up while a configuration was read: faults, warnings and every key that was asked for.</summary>
internal sealed class ConfigurationReading
{
    private readonly List<ConfigurationFault> _faults = [];
    private readonly List<string> _broken = [];
    private readonly List<string> _warnings = [];
    private readonly HashSet<string> _asked = [];
    private readonly OrderedDictionary<string, ConfigurationSection> _sections = [];

    /// <summary>The faults so far.</summary>
    public IReadOnlyList<ConfigurationFault> Faults => _faults;

    /// <summary>The warnings so far.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The full paths of all keys that were asked for.</summary>
    public IReadOnlySet<string> Asked => _asked;

    /// <summary>Notes a fault, unless it follows from a section that is none.</summary>
    /// <param name="fault">The fault.</param>
    public void Add(ConfigurationFault fault)
    {
        if (!_broken.Any(path => fault.Key.StartsWith(path + ".", StringComparison.Ordinal))) _faults.Add(fault);
    }

    /// <summary>Notes that a section is none.</summary>
    /// <param name="fault">The fault.</param>
    public void AddBroken(ConfigurationFault fault)
    {
        Add(fault);
        _broken.Add(fault.Key);
    }

    /// <summary>Notes a warning.</summary>
    /// <param name="warning">A sentence.</param>
    public void Warn(string warning) => _warnings.Add(warning);

    /// <summary>Opens a section, whose keys must all have been asked for in the end; opened again, it is the same one.</summary>
    /// <param name="values">Its values at the first opening.</param>
    /// <param name="path">Its full path.</param>
    public ConfigurationSection Open(HoconObject values, string path)
    {
        if (!_sections.TryGetValue(path, out var section)) _sections.Add(path, section = new ConfigurationSection(values, path, this));
        return section;
    }

    /// <summary>Notes that a key was asked for.</summary>
    /// <param name="path">Its full path.</param>
    public void Ask(string path) => _asked.Add(path);

    /// <summary>Makes a fault of each key that nothing asked for, with the key that was probably meant.</summary>
    public void RefuseUnknownKeys()
    {
        foreach (var section in _sections.Values)
        {
            foreach (var key in section.Unasked)
                _faults.Add(new ConfigurationFault(section.PathOf(key), section.OriginOf(key), "There is no such key.", Suggestion(section, key)));
        }
    }

    /// <summary>Throws when there are faults.</summary>
    /// <exception cref="ConfigurationException">There are faults.</exception>
    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0) throw new ConfigurationException([.. _faults.Select(f => f.ToString()).Distinct()]);
    }

    private string Suggestion(ConfigurationSection section, string key)
    {
        if (NearestName.Find(key, section.Asked) is { } near) return $"Did you mean {near}?";
        var elsewhere = _asked.Where(a => a.StartsWith(section.Path + ".", StringComparison.Ordinal) && a.EndsWith("." + key, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        return elsewhere.Length > 0 ? $"Did you mean {string.Join(" or ", elsewhere)}?" : $"Known here: {string.Join(", ", section.Asked.Order(StringComparer.Ordinal))}.";
    }
}
