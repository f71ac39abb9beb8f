using System.Globalization;
using KongAkka.Service.Hocon;

namespace KongAkka.Service.Configuration;

/// <summary>
/// One object of the configuration. Values are asked for by key; what is wrong with one becomes a fault of the reading and the asker gets a harmless value,
/// so that one pass finds every fault.
/// </summary>
internal sealed class ConfigurationSection
{
    private readonly HoconObject _values;
    private readonly ConfigurationReading _reading;
    private readonly HashSet<string> _asked = [];

    /// <summary>Makes a section; see <see cref="ConfigurationReading.Open"/>.</summary>
    /// <param name="values">Its values.</param>
    /// <param name="path">Its full path.</param>
    /// <param name="reading">Where faults and asked keys are noted.</param>
    public ConfigurationSection(HoconObject values, string path, ConfigurationReading reading)
    {
        _values = values;
        _reading = reading;
        Path = path;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The keys that were asked for.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>The keys that are there but were not asked for.</summary>
    public IReadOnlyList<string> Unasked => [.. _values.Fields.Keys.Where(key => !_asked.Contains(key))];

    /// <summary>The full path of a key.</summary>
    /// <param name="key">The key.</param>
    public string PathOf(string key) => $"{Path}.{new HoconPath([key])}";

    /// <summary>Where the user wrote a key, or the section when the key has its default.</summary>
    /// <param name="key">The key.</param>
    public HoconOrigin OriginOf(string key) =>
        _values.Fields.TryGetValue(key, out var value) && value.Origin.Source != ConfigurationLoader.ReferenceName ? value.Origin : _values.Origin;

    /// <summary>Notes that something is wrong with a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="what">What is wrong.</param>
    /// <param name="remedy">What would be right.</param>
    public void Fault(string key, string what, string remedy) => Fault(key, OriginOf(key), what, remedy);

    /// <summary>Notes that something is wrong with a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="origin">Where it was written.</param>
    /// <param name="what">What is wrong.</param>
    /// <param name="remedy">What would be right.</param>
    public void Fault(string key, HoconOrigin origin, string what, string remedy) => _reading.Add(new ConfigurationFault(PathOf(key), origin, what, remedy));

    /// <summary>Notes that a key deserves attention.</summary>
    /// <param name="key">The key.</param>
    /// <param name="what">What about it.</param>
    public void Warn(string key, string what) => _reading.Warn($"{PathOf(key)} ({OriginOf(key)}): {what}");

    /// <summary>Whether a key has a value.</summary>
    /// <param name="key">The key.</param>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>Lets a key pass that nothing reads.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether it is there.</returns>
    public bool Ignore(string key) => _values.Fields.ContainsKey(key) && _asked.Add(key);

    /// <summary>The section below a key; empty when there is none.</summary>
    /// <param name="key">The key.</param>
    public ConfigurationSection Section(string key)
    {
        var values = Object(key);
        return _reading.Open(values.Origin.Source == ConfigurationLoader.ReferenceName ? values with { Origin = _values.Origin } : values, PathOf(key));
    }

    /// <summary>The object below a key; empty when there is none.</summary>
    /// <param name="key">The key.</param>
    public HoconObject Object(string key)
    {
        var value = Find(key);
        if (value is not (null or HoconObject)) _reading.AddBroken(new ConfigurationFault(PathOf(key), OriginOf(key), $"{value.Kind} stands where a section should.", $"Write {key} {{ … }}."));
        return value as HoconObject ?? new HoconObject([], _values.Origin);
    }

    /// <summary>The text of a key, or null when it has none.</summary>
    /// <param name="key">The key.</param>
    public string? Text(string key)
    {
        var value = Find(key);
        if (value is HoconScalar scalar) return scalar.Text;
        if (value is not null) Fault(key, $"{value.Kind} stands where a single value should.", $"Write {key} = value.");
        return null;
    }

    /// <summary>The text of a key that must have one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="example">How it could look.</param>
    public string RequiredText(string key, string example)
    {
        var text = Text(key);
        if (string.IsNullOrWhiteSpace(text) && Find(key) is null or HoconScalar) Fault(key, "It is missing.", $"Set it, as in {key} = \"{example}\".");
        return text ?? "";
    }

    /// <summary>The texts of a key: a list, or one text with semicolons between.</summary>
    /// <param name="key">The key.</param>
    public IReadOnlyList<string> Texts(string key)
    {
        if (Find(key) is not HoconArray array) return Text(key)?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (!array.Items.All(i => i is HoconScalar { IsNull: false })) Fault(key, "The list holds something that is no text.", $"Write {key} = [\"…\", \"…\"].");
        return [.. array.Items.OfType<HoconScalar>().Select(i => i.Text)];
    }

    /// <summary>One of several words.</summary>
    /// <param name="key">The key.</param>
    /// <param name="choices">The words and what they mean; the first is returned when none fits.</param>
    public T Choice<T>(string key, params Choice<T>[] choices)
    {
        var text = Text(key);
        if (Array.Find(choices, c => string.Equals(text, c.Word, StringComparison.OrdinalIgnoreCase)) is { } choice) return choice.Meaning;
        var words = Array.ConvertAll(choices, c => c.Word);
        var near = text is null ? null : NearestName.Find(text, words);
        if (text is not null || !Has(key)) Fault(key, $"\"{text}\" is not a choice.", $"Write {string.Join(" | ", words)}.{(near is null ? "" : $" Did you mean {near}?")}");
        return choices[0].Meaning;
    }

    /// <summary>A whole number within bounds.</summary>
    /// <param name="key">The key.</param>
    /// <param name="min">The least.</param>
    /// <param name="max">The most.</param>
    public int Int(string key, int min, int max) => (int)(Long(key, min, max) ?? Missing(key, min));

    /// <summary>A whole number within bounds, or null when the key has no value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="min">The least.</param>
    /// <param name="max">The most.</param>
    public long? Long(string key, long min, long max)
    {
        if (Text(key) is not { } text) return null;
        var isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        if (isNumber && number >= min && number <= max) return number;
        Fault(key, $"\"{text}\" is not a whole number from {min} to {max}.", "Write one.");
        return min;
    }

    /// <summary>A number within bounds.</summary>
    /// <param name="key">The key.</param>
    /// <param name="min">The least.</param>
    /// <param name="max">The most.</param>
    public double Number(string key, double min, double max)
    {
        if (Text(key) is not { } text) return Missing(key, min);
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (isNumber && number >= min && number <= max) return number;
        Fault(key, $"\"{text}\" is not a number from {min.ToString(CultureInfo.InvariantCulture)} to {max.ToString(CultureInfo.InvariantCulture)}.", "Write one.");
        return min;
    }

    /// <summary>A duration within bounds.</summary>
    /// <param name="key">The key.</param>
    /// <param name="min">The shortest.</param>
    /// <param name="max">The longest.</param>
    public TimeSpan Duration(string key, TimeSpan min, TimeSpan max)
    {
        if (Text(key) is not { } text) return Missing(key, min);
        if (!Quantity.TryReadDuration(text, out var duration)) Fault(key, $"\"{text}\" is not a duration.", Quantity.DurationForm);
        else if (duration < min || duration > max) Fault(key, $"{text} is out of bounds.", $"Write a duration from {Words(min)} to {Words(max)}.");
        else return duration;
        return min;
    }

    /// <summary>A size in bytes within bounds.</summary>
    /// <param name="key">The key.</param>
    /// <param name="min">The least.</param>
    /// <param name="max">The most.</param>
    public long Size(string key, long min, long max)
    {
        if (Text(key) is not { } text) return Missing(key, min);
        if (!Quantity.TryReadSize(text, out var size)) Fault(key, $"\"{text}\" is not a size.", Quantity.SizeForm);
        else if (size < min || size > max) Fault(key, $"{text} is out of bounds.", $"Write a size from {min} to {max} bytes.");
        else return size;
        return min;
    }

    /// <summary>A share, from 0 to 1.</summary>
    /// <param name="key">The key.</param>
    public double Share(string key)
    {
        if (Text(key) is not { } text) return Missing(key, 0d);
        if (Quantity.TryReadShare(text, out var share)) return share;
        Fault(key, $"\"{text}\" is not a share.", Quantity.ShareForm);
        return 0;
    }

    private HoconValue? Find(string key)
    {
        _asked.Add(key);
        _reading.Ask(PathOf(key));
        return _values.Fields.TryGetValue(key, out var value) && value is not HoconScalar { IsNull: true } ? value : null;
    }

    private T Missing<T>(string key, T value)
    {
        if (!Has(key)) Fault(key, "It is missing.", "Set it, or leave the key out for its default.");
        return value;
    }

    private static string Words(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 1 } => $"{duration.TotalMilliseconds} ms",
        { TotalDays: >= 1 } => $"{duration.TotalDays} d",
        _ => $"{duration.TotalSeconds} s",
    };
}
