using System.Globalization;
using System.Text.Json;

namespace KongAkka.Pipeline.StarRocks.Loading;

/// <summary>The fields of a reply, found whatever their case; numbers may be written as strings.</summary>
internal readonly struct ReplyFields
{
    private readonly JsonElement _object;

    public ReplyFields(JsonElement json) => _object = json;

    public string? Text(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public long? Number(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private JsonElement Find(string name)
    {
        foreach (var field in _object.EnumerateObject())
        {
            if (string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)) return field.Value;
        }

        return default;
    }
}
