using System.Net;
using System.Text.Json;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>The last answer to a load.</summary>
internal sealed record LoadAnswer(HttpStatusCode Code, string Text, string? ContentType)
{
    private JsonElement Json { get; } = Text.StartsWith('{') ? JsonDocument.Parse(Text).RootElement : default;

    public string Status => Json.GetProperty(nameof(Status)).GetString()!;

    public string Message => Json.GetProperty(nameof(Message)).GetString()!;

    public string this[string key] => Json.GetProperty(key).ToString();

    public bool Has(string key) => Json.TryGetProperty(key, out _);

    public IEnumerable<string> Keys => Json.EnumerateObject().Select(p => p.Name);

    public (long Total, long Loaded, long Filtered) Rows => (
        Json.GetProperty("NumberTotalRows").GetInt64(),
        Json.GetProperty("NumberLoadedRows").GetInt64(),
        Json.GetProperty("NumberFilteredRows").GetInt64());
}
