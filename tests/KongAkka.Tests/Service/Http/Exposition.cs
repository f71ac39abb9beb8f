using System.Globalization;
using System.Text.RegularExpressions;

namespace KongAkka.Tests.Service.Http;

/// <summary>Prometheus' text format 0.0.4 and OpenMetrics, read as strictly as their texts say.</summary>
internal sealed partial class Exposition
{
    private readonly Dictionary<string, (string Type, string Help, string? Unit)> _families = [];
    private readonly Dictionary<string, double> _samples = [];
    private readonly bool _isOpenMetrics;
    private string? _family;

    private Exposition(bool isOpenMetrics) => _isOpenMetrics = isOpenMetrics;

    /// <summary>Type, meaning and unit by family.</summary>
    public IReadOnlyDictionary<string, (string Type, string Help, string? Unit)> Families => _families;

    /// <summary>The values, by name and labels as they are written.</summary>
    public IReadOnlyDictionary<string, double> Samples => _samples;

    public double this[string sample] => _samples.TryGetValue(sample, out var value) ? value : throw new KeyNotFoundException($"{sample} is not among\n{string.Join('\n', _samples.Keys)}");

    public static Exposition Parse(string text, bool isOpenMetrics = false)
    {
        var parsed = new Exposition(isOpenMetrics);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var lines = text[..^1].Split('\n');
        if (isOpenMetrics) Assert.Equal("# EOF", lines[^1]);
        foreach (var line in isOpenMetrics ? lines[..^1] : lines) parsed.Take(line);
        parsed.CheckHistograms();
        return parsed;
    }

    private void Take(string line)
    {
        if (Comment().Match(line) is { Success: true } comment) TakeComment(comment.Groups[1].Value, comment.Groups[2].Value, comment.Groups[3].Value);
        else TakeSample(line);
    }

    private void TakeComment(string word, string name, string text)
    {
        if (word == "HELP")
        {
            Assert.False(_families.ContainsKey(name), $"{name} is there twice");
            Assert.NotEmpty(text);
            _families[name] = ("", text, null);
            _family = name;
            return;
        }

        Assert.Equal(_family, name);
        if (word == "TYPE") Assert.Contains(text, new[] { "counter", "gauge", "histogram" });
        else Assert.True(_isOpenMetrics && name.EndsWith($"_{text}", StringComparison.Ordinal), $"{name} has unit {text}");
        _families[name] = word == "TYPE" ? _families[name] with { Type = text } : _families[name] with { Unit = text };
    }

    private void TakeSample(string line)
    {
        var sample = Sample().Match(line);
        Assert.True(sample.Success, $"no line of the format: {line}");
        var (name, labels) = (sample.Groups["name"].Value, sample.Groups["labels"].Value);
        Assert.Contains(name, Names(_family!, _families[_family!].Type));
        var names = sample.Groups["label"].Captures.Select(c => c.Value).ToList();
        Assert.Equal(names.Distinct(), names);
        var text = sample.Groups["value"].Value;
        var value = text switch { "+Inf" => double.PositiveInfinity, "-Inf" => double.NegativeInfinity, _ => double.Parse(text, CultureInfo.InvariantCulture) };
        Assert.True(_samples.TryAdd(name + labels, value), $"{name}{labels} is there twice");
    }

    private string[] Names(string family, string type) => type switch
    {
        "counter" => [_isOpenMetrics ? $"{family}_total" : family],
        "gauge" => [family],
        "histogram" => [$"{family}_bucket", $"{family}_sum", $"{family}_count"],
        _ => [],
    };

    private void CheckHistograms()
    {
        foreach (var (count, value) in _samples.Where(s => s.Key.Contains("_count", StringComparison.Ordinal) && _families.ContainsKey(s.Key[..s.Key.IndexOf("_count", StringComparison.Ordinal)])))
        {
            var at = count.IndexOf("_count", StringComparison.Ordinal);
            var before = $"{count[..at]}_bucket{count[(at + "_count".Length)..].TrimEnd('}')}";
            var buckets = _samples.Where(s => s.Key.StartsWith(before, StringComparison.Ordinal)).Select(s => s.Value).ToList();
            Assert.Equal(buckets.Order(), buckets);
            Assert.Equal(value, buckets[^1]);
            Assert.Contains(_samples.Keys, key => key.StartsWith(before, StringComparison.Ordinal) && key.EndsWith("le=\"+Inf\"}", StringComparison.Ordinal));
        }
    }

    [GeneratedRegex("^# (HELP|TYPE|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$")]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\{(?:(?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(?:[^"\\\n]|\\\\|\\"|\\n)*"(?:,(?!\})|(?=\})))+\})? (?<value>[+-]Inf|NaN|-?[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]+)?)$""")]
    private static partial Regex Sample();
}
