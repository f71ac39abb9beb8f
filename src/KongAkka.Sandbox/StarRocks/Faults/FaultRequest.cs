using System.Globalization;
using System.Text.Json;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks.Faults;

/// <summary>The JSON of a request for a fault. It remembers which keys were asked for, so that one that nobody knows is refused.</summary>
internal sealed class FaultRequest
{
    private const int MostSeconds = 86400;

    private readonly Dictionary<string, JsonElement> _values;
    private readonly List<string> _asked = [];

    /// <summary>Takes a request apart.</summary>
    /// <exception cref="FaultRequestException">It is no JSON object with a text under <c>fault</c>.</exception>
    public FaultRequest(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) throw new FaultRequestException("The body must be a JSON object such as {\"fault\":\"cut-before-commit\",\"times\":2}.");
        _values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in body.EnumerateObject()) _values[property.Name] = property.Value;
        Name = RequiredText("fault", "the name of a fault");
    }

    /// <summary>The fault's name.</summary>
    public string Name { get; }

    /// <summary>A whole number.</summary>
    public int Number(string key, int otherwise, int least, int most)
    {
        if (!TryGet(key, out var value)) return otherwise;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most) return number;
        throw Wrong(key, value, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
    }

    /// <summary>A whole number that must be there.</summary>
    public int RequiredNumber(string key, int least, int most)
    {
        RequireKey(key, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
        return Number(key, 0, least, most);
    }

    /// <summary>A share from 0 to 1 that must be there.</summary>
    public double RequiredShare(string key)
    {
        const string Right = "a number from 0 to 1";
        RequireKey(key, Right);
        TryGet(key, out var value);
        if (value.ValueKind == JsonValueKind.Number && value.GetDouble() is >= 0 and <= 1 and var share) return share;
        throw Wrong(key, value, Right);
    }

    /// <summary>A time in seconds.</summary>
    public TimeSpan Seconds(string key, TimeSpan otherwise)
    {
        if (!TryGet(key, out var value)) return otherwise;
        if (value.ValueKind == JsonValueKind.Number && value.GetDouble() is >= 0 and <= MostSeconds and var seconds) return TimeSpan.FromSeconds(seconds);
        throw Wrong(key, value, string.Create(CultureInfo.InvariantCulture, $"a number of seconds from 0 to {MostSeconds}"));
    }

    /// <summary>True or false; false when it is not there.</summary>
    public bool Flag(string key)
    {
        if (!TryGet(key, out var value)) return false;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(key, value, "true or false");
    }

    /// <summary>A text.</summary>
    public string Text(string key, string otherwise)
    {
        if (!TryGet(key, out var value)) return otherwise;
        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : throw Wrong(key, value, "a text that is not empty");
    }

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string key, string right)
    {
        RequireKey(key, right);
        return Text(key, "");
    }

    /// <summary>The address of a server.</summary>
    public Uri Address(string key, Uri otherwise)
    {
        var text = Text(key, otherwise.AbsoluteUri);
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new Uri(text) : throw Wrong(key, _values[key], "an address such as http://127.0.0.1:8040");
    }

    /// <summary>The database; <c>quickstart</c> when it is not there.</summary>
    public string Database() => Text("database", QuickstartDatabase.Name);

    /// <summary>Refuses keys that nobody asked for.</summary>
    /// <exception cref="FaultRequestException">There is one.</exception>
    public void RefuseUnknownKeys()
    {
        if (_values.Keys.FirstOrDefault(key => !_asked.Contains(key)) is { } unknown)
            throw new FaultRequestException($"'{Name}' does not know '{unknown}'; it takes {string.Join(", ", _asked.Distinct().Where(key => key != "fault"))}.");
    }

    private void RequireKey(string key, string right)
    {
        if (!TryGet(key, out _)) throw new FaultRequestException($"'{key}' is missing; it is {right}.");
    }

    private bool TryGet(string key, out JsonElement value)
    {
        _asked.Add(key);
        return _values.TryGetValue(key, out value);
    }

    private static FaultRequestException Wrong(string key, JsonElement value, string right) => new($"'{key}' is {value.GetRawText()}; it must be {right}.");
}
