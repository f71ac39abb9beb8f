using System.Text.Json;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>Reads the header <c>jsonpaths</c>: keys of the row, written <c>$.key</c>.</summary>
internal static class JsonPaths
{
    /// <summary>The keys that the paths name, in order.</summary>
    /// <exception cref="LoadRefusedException">The header is no JSON array of strings, or a path is not a plain key.</exception>
    public static IReadOnlyList<string> Parse(string header)
    {
        try
        {
            var paths = JsonSerializer.Deserialize<string[]>(header) ?? throw new JsonException();
            return [.. paths.Select(path => Key(path, header))];
        }
        catch (JsonException e)
        {
            throw new LoadRefusedException($"Invalid json path: {header}, error: {e.Message}", e);
        }
    }

    private static string Key(string path, string header)
    {
        var key = path.StartsWith("$.", StringComparison.Ordinal) ? path[2..].Trim('"') : "";
        if (key.Length > 0 && key.IndexOfAny(['.', '[', ']', '*', '"']) < 0) return key;
        throw new LoadRefusedException($"Path '{path}' in jsonpaths '{header}' is not supported by the embedded StarRocks; write $.key.");
    }
}
