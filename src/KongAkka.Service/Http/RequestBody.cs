using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace KongAkka.Service.Http;

/// <summary>The body of a change, read whole before anything is done.</summary>
/// <param name="Text">It, as text.</param>
internal sealed record RequestBody(string Text)
{
    /// <summary>The most bytes that a body may have.</summary>
    public const int MaxBytes = 1 << 16;

    /// <summary>Reads the body of a request and keeps it with the request.</summary>
    /// <param name="context">The request.</param>
    public static async Task<RequestBody> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = new RequestBody(await reader.ReadToEndAsync(context.RequestAborted));
        context.Items[typeof(RequestBody)] = body;
        return body;
    }

    /// <summary>The body of a request.</summary>
    /// <param name="context">The request.</param>
    public static RequestBody Of(HttpContext context) => context.Items[typeof(RequestBody)] as RequestBody ?? new RequestBody("");

    /// <summary>It as a JSON object; an empty one when there is none.</summary>
    /// <exception cref="RequestException">It is no JSON object.</exception>
    public JsonObject AsJson()
    {
        if (string.IsNullOrWhiteSpace(Text)) return [];
        try
        {
            if (JsonNode.Parse(Text) is JsonObject json)
            {
                // A name that is there twice shows only when the object is looked into.
                _ = json.Count;
                return json;
            }
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
        }

        throw new RequestException(StatusCodes.Status400BadRequest, "Bad request: the body is no JSON object.");
    }

    /// <summary>A field of a JSON object.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="json">The object.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="otherwise">What it is when it is absent or null.</param>
    /// <exception cref="RequestException">It is of another type.</exception>
    public static T Field<T>(JsonObject json, string name, T otherwise)
    {
        if (json[name] is not { } node) return otherwise;
        return node is JsonValue value && value.TryGetValue<T>(out var field)
            ? field
            : throw new RequestException(StatusCodes.Status400BadRequest, $"Bad request: {name} is no {(typeof(T) == typeof(bool) ? "boolean" : "text")}.");
    }

    /// <summary>A field of a body that was sent by a form.</summary>
    /// <param name="name">The field's name.</param>
    public string? FormField(string name)
    {
        foreach (var pair in Text.Split('&'))
        {
            var parts = pair.Split('=', 2);
            if (parts.Length == 2 && parts[0] == name) return Uri.UnescapeDataString(parts[1].Replace('+', ' '));
        }

        return null;
    }
}
