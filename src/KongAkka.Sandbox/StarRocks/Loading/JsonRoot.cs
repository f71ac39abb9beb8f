using System.Text.Json;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>Reads the header <c>json_root</c>, written <c>$.key.key</c>, and finds what it names in a document.</summary>
internal static class JsonRoot
{
    /// <summary>The keys from the document to its rows.</summary>
    /// <exception cref="LoadRefusedException">The path is not made of plain keys.</exception>
    public static IReadOnlyList<string> Parse(string header)
    {
        if (header == "$") return [];
        var keys = header.StartsWith("$.", StringComparison.Ordinal) ? header[2..].Split('.') : [""];
        if (keys.All(key => key.Length > 0 && key.IndexOfAny(['[', ']', '*', '"']) < 0)) return keys;
        throw new LoadRefusedException($"Path '{header}' in json_root is not supported by the embedded StarRocks; write $.key or $.key.key.");
    }

    /// <summary>The value at the end of the keys.</summary>
    /// <exception cref="LoadRefusedException">A key is not there.</exception>
    public static JsonElement Find(JsonElement document, IReadOnlyList<string> keys)
    {
        foreach (var key in keys)
        {
            if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty(key, out document))
                throw new LoadRefusedException($"parse error. Failed to iterate json with json root, error: no such field: {key}");
        }

        return document;
    }
}
